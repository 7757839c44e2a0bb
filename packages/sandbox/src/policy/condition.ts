import { matchesGlob } from "@lab-grader/core/policy/glob";

/** Values of a request by condition key in lower case; an absent key has no entry. */
export type ConditionContext = Readonly<Record<string, readonly string[]>>;

/** One operator of a Condition block with one of its keys. */
export interface Condition {
  /** Without quantifier and IfExists. */
  readonly operator: Operator;
  readonly quantifier?: "ForAllValues" | "ForAnyValue";
  readonly ifExists: boolean;
  /** In lower case. */
  readonly key: string;
  readonly values: readonly string[];
}

interface Comparison {
  readonly compare: (actual: string, expected: string) => boolean;
  /** True if no value of the policy may match. */
  readonly negated: boolean;
  /** What a value in the policy must look like; `undefined` if any text will do. */
  readonly valueProblem?: (expected: string) => string | undefined;
}

/** Each name is one operator of the grammar. */
const comparisons = {
  StringEquals: { compare: (a, b) => a === b, negated: false },
  StringNotEquals: { compare: (a, b) => a === b, negated: true },
  StringEqualsIgnoreCase: { compare: equalsIgnoringCase, negated: false },
  StringNotEqualsIgnoreCase: { compare: equalsIgnoringCase, negated: true },
  StringLike: { compare: (a, b) => matchesGlob(b, a), negated: false },
  StringNotLike: { compare: (a, b) => matchesGlob(b, a), negated: true },
  // ArnEquals and ArnLike behave identically, segment by segment:
  // docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
  ArnEquals: { compare: arnLike, negated: false },
  ArnLike: { compare: arnLike, negated: false },
  ArnNotEquals: { compare: arnLike, negated: true },
  ArnNotLike: { compare: arnLike, negated: true },
  NumericEquals: numeric((a, b) => a === b, false),
  NumericNotEquals: numeric((a, b) => a === b, true),
  NumericLessThan: numeric((a, b) => a < b, false),
  NumericLessThanEquals: numeric((a, b) => a <= b, false),
  NumericGreaterThan: numeric((a, b) => a > b, false),
  NumericGreaterThanEquals: numeric((a, b) => a >= b, false),
  DateEquals: date((a, b) => a === b, false),
  DateNotEquals: date((a, b) => a === b, true),
  DateLessThan: date((a, b) => a < b, false),
  DateLessThanEquals: date((a, b) => a <= b, false),
  DateGreaterThan: date((a, b) => a > b, false),
  DateGreaterThanEquals: date((a, b) => a >= b, false),
  Bool: { compare: equalsIgnoringCase, negated: false, valueProblem: notABoolean },
  Null: { compare: equalsIgnoringCase, negated: false, valueProblem: notABoolean },
} as const satisfies Record<string, Comparison>;

export type Operator = keyof typeof comparisons;

export function isOperator(name: string): name is Operator {
  return Object.hasOwn(comparisons, name);
}

/** What is wrong with a value for this operator, for the refusal of the document. */
export function findValueProblem(operator: Operator, value: string): string | undefined {
  const comparison: Comparison = comparisons[operator];
  return comparison.valueProblem?.(value);
}

/** Whether a request meets one condition. */
export function meetsCondition(condition: Condition, context: ConditionContext): boolean {
  const actual = context[condition.key] ?? [];
  if (condition.operator === "Null") {
    return condition.values.some((value) => equalsIgnoringCase(value, String(actual.length === 0)));
  }
  const comparison: Comparison = comparisons[condition.operator];
  const holds = (value: string) =>
    condition.values.some((expected) => comparison.compare(value, expected)) !== comparison.negated;

  if (actual.length === 0) {
    return condition.ifExists || meetsWithoutValue(condition, comparison);
  }
  if (condition.quantifier === "ForAnyValue") {
    return actual.some(holds);
  }
  if (condition.quantifier === "ForAllValues" || comparison.negated) {
    return actual.every(holds);
  }
  return actual.some(holds);
}

/**
 * A key that the request doesn't have: ForAllValues is true, ForAnyValue false, else only negated
 * operators are true: docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function meetsWithoutValue(condition: Condition, comparison: Comparison): boolean {
  switch (condition.quantifier) {
    case "ForAllValues":
      return true;
    case "ForAnyValue":
      return false;
    case undefined:
      return comparison.negated;
    default:
      return condition.quantifier satisfies never;
  }
}

function equalsIgnoringCase(actual: string, expected: string): boolean {
  return actual.toLowerCase() === expected.toLowerCase();
}

function arnLike(actual: string, pattern: string): boolean {
  const actualSegments = segmentsOf(actual);
  const patternSegments = segmentsOf(pattern);
  return (
    actualSegments.length === 6 &&
    patternSegments.length === 6 &&
    patternSegments.every((segment, at) => matchesGlob(segment, actualSegments[at] ?? ""))
  );
}

/** The six parts of an ARN; the last one keeps its colons. */
function segmentsOf(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function numeric(test: (a: number, b: number) => boolean, negated: boolean): Comparison {
  return {
    negated,
    compare: (actual, expected) => test(Number(actual), Number(expected)),
    valueProblem: (value) =>
      value.trim() === "" || Number.isNaN(Number(value)) ? "expected a number" : undefined,
  };
}

function date(test: (a: number, b: number) => boolean, negated: boolean): Comparison {
  return {
    negated,
    compare: (actual, expected) => test(instantOf(actual), instantOf(expected)),
    valueProblem: (value) =>
      Number.isNaN(instantOf(value)) ? "expected an ISO 8601 date or epoch seconds" : undefined,
  };
}

function instantOf(value: string): number {
  return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
}

function notABoolean(value: string): string | undefined {
  return /^(true|false)$/i.test(value) ? undefined : "expected true or false";
}
