import type { Json, JsonObject } from "../json.ts";
import { attributeValueOf, type KeyValue, keyTypeOf } from "./attribute-value.ts";
import type { QueryTarget } from "./query-targets.ts";

/** What somebody wants to know: items whose attributes have these values or lie between these two. */
export interface Question {
  readonly equals: Readonly<Record<string, KeyValue>>;
  readonly between: Readonly<Record<string, readonly [KeyValue, KeyValue]>>;
}

/** How the question is put to one target: by its keys as far as they go, the rest is filtered. */
export interface QueryPlan {
  readonly target: QueryTarget;
  readonly keyConditions: readonly string[];
  readonly filters: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: JsonObject;
}

/** `undefined`: a query of this target needs a value that the question does not give, or of another type. */
export function queryPlan(target: QueryTarget, question: Question): QueryPlan | undefined {
  if (!isAnswerable(target, question)) return undefined;
  const byKey = new Set(Object.keys(target.partition));
  const ranged = rangedKey(target, question, byKey);
  const names: Record<string, string> = {};
  const values: Record<string, Json> = {};
  const keyConditions: string[] = [];
  const filters: string[] = [];
  const namePlace = (attribute: string) => {
    const place = `#a${Object.keys(names).length}`;
    names[place] = attribute;
    return place;
  };
  const valuePlace = (value: KeyValue) => {
    const place = `:v${Object.keys(values).length}`;
    values[place] = attributeValueOf(value);
    return place;
  };
  for (const [attribute, value] of Object.entries(question.equals)) {
    const conditions = byKey.has(attribute) ? keyConditions : filters;
    conditions.push(`${namePlace(attribute)} = ${valuePlace(value)}`);
  }
  for (const [attribute, [from, to]] of Object.entries(question.between)) {
    const conditions = attribute === ranged ? keyConditions : filters;
    conditions.push(`${namePlace(attribute)} BETWEEN ${valuePlace(from)} AND ${valuePlace(to)}`);
    if (attribute === ranged) byKey.add(attribute);
  }
  // AWS refuses a filter on a key attribute of what is queried.
  const asked = [...Object.keys(question.equals), ...Object.keys(question.between)];
  const isRefused = asked.some((name) => !byKey.has(name) && isKeyOf(target, name));
  if (isRefused) return undefined;
  return { target, keyConditions, filters, names, values };
}

/** Attributes by which the answer comes ordered: the sort key beyond what is asked to be equal. */
export function orderOf(target: QueryTarget, question: Question): readonly string[] {
  return Object.keys(target.sort).filter((name) => !Object.hasOwn(question.equals, name));
}

function isKeyOf({ partition, sort }: QueryTarget, name: string): boolean {
  return Object.hasOwn(partition, name) || Object.hasOwn(sort, name);
}

function isAnswerable(target: QueryTarget, { equals }: Question): boolean {
  return Object.entries(target.partition).every(([name, type]) => {
    const value = Object.hasOwn(equals, name) ? equals[name] : undefined;
    return value !== undefined && keyTypeOf(value) === type;
  });
}

/**
 * Sort keys are used from the left: those asked to be equal, then one that is ranged. The equal
 * ones are added to `byKey`.
 */
function rangedKey(
  target: QueryTarget,
  { equals, between }: Question,
  byKey: Set<string>,
): string | undefined {
  for (const [name, type] of Object.entries(target.sort)) {
    const equal = Object.hasOwn(equals, name) ? equals[name] : undefined;
    if (equal !== undefined && keyTypeOf(equal) === type) {
      byKey.add(name);
      continue;
    }
    const range = Object.hasOwn(between, name) ? between[name] : undefined;
    return range?.every((end) => keyTypeOf(end) === type) ? name : undefined;
  }
  return undefined;
}
