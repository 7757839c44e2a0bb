import type { Condition } from "@lab-grader/core/storage/table";

/** Numbers the names and values of one request, each name once. */
export class Placeholders {
  readonly #names = new Map<string, string>();
  readonly #values: Record<string, unknown> = {};
  #count = 0;

  /** `#n0` */
  name(attribute: string): string {
    const known = this.#names.get(attribute);
    if (known !== undefined) return known;
    const placeholder = `#n${this.#names.size}`;
    this.#names.set(attribute, placeholder);
    return placeholder;
  }

  /** `:v0` */
  value(value: unknown): string {
    const placeholder = `:v${this.#count}`;
    this.#count += 1;
    this.#values[placeholder] = value;
    return placeholder;
  }

  get names(): Record<string, string> {
    return Object.fromEntries([...this.#names].map(([attribute, name]) => [name, attribute]));
  }

  get values(): Readonly<Record<string, unknown>> {
    return this.#values;
  }
}

const always = "(attribute_exists(pk) OR attribute_not_exists(pk))";
const never = "(attribute_exists(pk) AND attribute_not_exists(pk))";

/** The condition as an expression of DynamoDB. What is absent is neither equal nor smaller there. */
export function conditionText<Value>(condition: Condition<Value>, place: Placeholders): string {
  if ("all" in condition) return joined(condition.all, { by: "AND", ifNone: always, place });
  if ("any" in condition) return joined(condition.any, { by: "OR", ifNone: never, place });
  if ("itemIsAbsent" in condition) return "attribute_not_exists(pk)";
  if ("oneOf" in condition && condition.oneOf.length === 0) return never;
  const field = place.name(condition.field);
  if ("isAbsent" in condition) return `attribute_not_exists(${field})`;
  if ("equals" in condition) return `${field} = ${place.value(condition.equals)}`;
  if ("atMost" in condition) return `${field} <= ${place.value(condition.atMost)}`;
  return `${field} IN (${condition.oneOf.map((each) => place.value(each)).join(", ")})`;
}

function joined<Value>(
  conditions: readonly Condition<Value>[],
  { by, ifNone, place }: { by: "AND" | "OR"; ifNone: string; place: Placeholders },
): string {
  if (conditions.length === 0) return ifNone;
  return `(${conditions.map((each) => conditionText(each, place)).join(` ${by} `)})`;
}
