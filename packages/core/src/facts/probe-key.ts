import {
  attributeValueOf,
  describeKeyValue,
  type Item,
  type KeyValue,
  keyTypeOf,
} from "./attribute-value.ts";
import type { Permission } from "./fact.ts";

/** Every text that the grader writes into a key begins so; its role may touch no other. */
const reservedText = "grader#";

/** The text in the keys of a probe's items; each probe has a name of its own, so that they never meet. */
export function probeText(name?: string): string {
  return `${reservedText}$submission${name === undefined ? "" : `#${name}`}`;
}

/** Limits a permission on items to those that a probe has written. */
export function onProbedItems(
  reserved: Readonly<Record<string, KeyValue>>,
): NonNullable<Permission["condition"]> {
  return {
    "ForAllValues:StringLike": {
      "dynamodb:LeadingKeys": [
        `${reservedText}*`,
        ...Object.values(reserved).map(describeKeyValue),
      ],
    },
  };
}

/**
 * Values of a probe for keys of these types.
 *
 * @param reserved values that stand for the grader in keys that are no text
 * @returns `undefined`: a key is no text, and nobody has reserved a value of its type
 */
export function probeValues(
  types: Readonly<Record<string, string>>,
  reserved: Readonly<Record<string, KeyValue>>,
  text: string,
): Item | undefined {
  const values: Record<string, Item[string]> = {};
  for (const [name, type] of Object.entries(types)) {
    const value = Object.hasOwn(reserved, name) ? reserved[name] : undefined;
    if (value !== undefined && keyTypeOf(value) === type) values[name] = attributeValueOf(value);
    else if (type === "S") values[name] = { S: text };
    else return undefined;
  }
  return values;
}
