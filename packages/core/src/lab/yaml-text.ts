import { stringify } from "yaml";
import type { Json } from "../json.ts";

/** A part of a lab as its author would write it. */
export function yamlText(value: Json): string {
  return stringify(value, { lineWidth: 80, aliasDuplicateObjects: false }).trimEnd();
}
