import { Json } from "../json.ts";
import { compileLab } from "./compile-lab.ts";
import type { Lab } from "./lab.ts";
import { parseWith } from "./places.ts";
import type { Loaded } from "./problem.ts";
import { parseYaml } from "./yaml-source.ts";

/** A lab and the value that its digest is taken of. */
export interface LoadedLab {
  readonly lab: Lab;
  /** The file as data: what is stored, hashed and compiled again by the grader. */
  readonly source: Json;
}

/** Reads `lab.yaml`. `file` is the name that problems are shown with. */
export function loadLab(file: string, text: string): Loaded<LoadedLab> {
  const yaml = parseYaml(file, text);
  if (!yaml.ok) return yaml;
  const source = parseWith(yaml.value, Json, yaml.value.value);
  if (!source.ok) return source;
  const lab = compileLab(source.value, yaml.value);
  return lab.ok ? { ok: true, value: { lab: lab.value, source: source.value } } : lab;
}
