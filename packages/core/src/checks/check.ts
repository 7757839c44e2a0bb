import * as z from "zod";
import type { FactRef, Values } from "../facts/fact.ts";
import type { Fault, ReasonParams } from "../grading/outcome.ts";
import type { JsonObject } from "../json.ts";
import type { ParamsArgument, Reasons } from "../reasons/reason.ts";
import type { Instant } from "../time.ts";

/** How a check uses a fact. Without a mark, its answer is required. */
export type FactUse<Value = unknown> = FactRef<Value> & {
  readonly use?: "ifApplicable" | "nearMiss";
  /** Read from the evidence of an earlier stage, and not asked in this one. */
  readonly stage?: string;
};
export type FactUses = Readonly<Record<string, FactUse>>;

/** The check also decides where there is nothing to ask: the value is then `undefined`. */
export function ifApplicable<Value>(ref: FactRef<Value>): FactUse<Value | undefined> {
  return { kind: ref.kind, params: ref.params, use: "ifApplicable" };
}

/** Only tells the learner more: without an answer the value is `undefined` and the verdict the same. */
export function nearMiss<Value>(ref: FactRef<Value>): FactUse<Value | undefined> {
  return { kind: ref.kind, params: ref.params, use: "nearMiss" };
}

/** The value in the evidence of the learner's counted attempt of an earlier stage. */
export function fromStage<Value>(ref: FactRef<Value>, stage: string): FactUse<Value> {
  return { kind: ref.kind, params: ref.params, stage };
}

export type Line =
  | { readonly met: true }
  | { readonly met: false; readonly reason: string; readonly params: ReasonParams };

/** What `evaluate` returns: a verdict per line of `expect`, or why none can be reached. */
export type Verdict =
  | {
      readonly kind: "judged";
      /** In order of importance: the first line that is not met gives the outcome its reason. */
      readonly lines: Readonly<Record<string, Line>>;
      /** The facts whose calls are shown; absent: the check's first. */
      readonly by?: readonly string[];
    }
  | {
      readonly kind: "unknown";
      readonly fault: Fault;
      readonly reason: string;
      readonly params: ReasonParams;
      readonly by?: readonly string[];
    };

/** The words of a check's verdicts, typed by its reasons. */
export interface Say<All extends Reasons> {
  met(): Line;
  notMet<Code extends keyof All & string>(code: Code, ...params: ParamsArgument<All[Code]>): Line;
  unknown<Code extends keyof All & string>(
    fault: Fault,
    code: Code,
    ...params: ParamsArgument<All[Code]>
  ): Verdict;
}

export interface CheckContext {
  /** The learner's account: what is "own" in a policy or an ARN. */
  readonly accountId: string;
  /** When the evidence was collected: ages are measured against it, also in a regrade. */
  readonly observedAt: Instant;
}

export interface CheckSpec<
  Where extends object,
  Expect extends object,
  Uses extends FactUses,
  All extends Reasons,
> {
  /** `dynamodb.point-in-time-recovery` */
  readonly kind: string;
  /** One sentence for authors: what is asked. */
  readonly summary: string;
  /** AWS's documentation, without `https://`. */
  readonly read: string;
  readonly where: z.ZodObject & z.ZodType<Where>;
  /** Every line is optional: only the lines that an author writes are asked and share the points. */
  readonly expect: z.ZodType<Expect>;
  /** What is asked where the author writes no `expect`. */
  readonly defaultExpect: Expect;
  /** What a criterion writes besides the lab's own region and table; absent: nothing is needed. */
  readonly example?: CheckExample;
  readonly reasons: All;
  readonly facts: (where: Where, expect: Expect) => Uses;
  /** For a person: what must be true. */
  readonly expected: (expect: Expect, where: Where) => string;
  /** Pure. Every fact without a mark is known here; the engine has answered for the others. */
  readonly evaluate: (input: {
    readonly facts: Values<Uses>;
    readonly where: Where;
    readonly expect: Expect;
    readonly context: CheckContext;
    readonly say: Say<All>;
  }) => Verdict;
  /** Facts of which a part is enough to be `met`: looking for one among many. */
  readonly existential?: readonly string[];
  /**
   * Parameters of AWS commands by which right answers differ. A lab that asks this check needs a
   * green case that sets one of them, so that its expectation is not tied to the author's own choice.
   */
  readonly choices?: readonly string[];
}

/** Part of a criterion as an author writes it. */
export interface CheckExample {
  readonly where?: JsonObject;
  readonly expect?: JsonObject;
}

/** A check without its types, as the registry holds it; `where` and `expect` are parsed at every use. */
export interface Check {
  readonly kind: string;
  readonly summary: string;
  readonly read: string;
  readonly reasons: Reasons;
  /** Keys of `where` that the check reads. */
  readonly whereKeys: readonly string[];
  /** It hands the lab's own `where` on, whatever is in it. */
  readonly takesAnyWhere: boolean;
  readonly whereSchema: z.ZodType<object>;
  readonly expectSchema: z.ZodType<object>;
  readonly defaultExpect: object;
  readonly example: CheckExample;
  readonly existential: readonly string[];
  readonly choices: readonly string[];
  facts(where: object, expect: object): FactUses;
  expected(expect: object, where: object): string;
  evaluate(input: {
    readonly facts: Readonly<Record<string, unknown>>;
    readonly where: object;
    readonly expect: object;
    readonly context: CheckContext;
  }): Verdict;
}

/**
 * Defines one kind of check. One file in `checks/`, one exported constant: the registry is
 * generated from the folder.
 *
 * @example
 * export const deletionProtection = defineCheck({
 *   kind: "dynamodb.deletion-protection", where: TableWhere, expect: z.strictObject({}), …
 *   evaluate: ({ facts, say }) => ({ kind: "judged", lines: { protected: say.met() } }),
 * });
 */
export function defineCheck<
  Where extends object,
  Expect extends object,
  Uses extends FactUses,
  const All extends Reasons,
>(spec: CheckSpec<Where, Expect, Uses, All>): Check {
  const say = sayWith<All>();
  return {
    kind: spec.kind,
    summary: spec.summary,
    read: spec.read,
    reasons: spec.reasons,
    whereKeys: Object.keys(spec.where.shape),
    takesAnyWhere: spec.where.def.catchall instanceof z.ZodUnknown,
    whereSchema: spec.where,
    expectSchema: spec.expect,
    defaultExpect: spec.defaultExpect,
    example: spec.example ?? {},
    existential: spec.existential ?? [],
    choices: spec.choices ?? [],
    facts: (where, expect) => spec.facts(spec.where.parse(where), spec.expect.parse(expect)),
    expected: (expect, where) => spec.expected(spec.expect.parse(expect), spec.where.parse(where)),
    evaluate: ({ facts, where, expect, context }) =>
      spec.evaluate({
        // The engine reads the facts by the references of `facts`, so their values fit.
        facts: facts as Values<Uses>,
        where: spec.where.parse(where),
        expect: spec.expect.parse(expect),
        context,
        say,
      }),
  };
}

/** One line's verdict for every given line: what is missing as a whole is missing in each of them. */
export function everyLine(expect: object, line: Line): Readonly<Record<string, Line>> {
  const names = Object.keys(expect);
  return Object.fromEntries((names.length === 0 ? ["it"] : names).map((name) => [name, line]));
}

/** The words of verdicts that a file of their own holds. */
export function sayWith<All extends Reasons>(): Say<All> {
  return {
    met: () => ({ met: true }),
    notMet: (code, ...params) => ({ met: false, reason: code, params: params[0] ?? {} }),
    unknown: (fault, code, ...params) => ({
      kind: "unknown",
      fault,
      reason: code,
      params: params[0] ?? {},
    }),
  };
}
