import type * as z from "zod";
import type { Fault, LookedAt, ReasonParams } from "../grading/outcome.ts";
import { canonicalJson, type Json, type JsonObject } from "../json.ts";

/** One question, named by its kind and its declared parameters, never by a resolved ARN. */
export interface FactRef<Value = unknown> {
  readonly kind: string;
  readonly params: JsonObject;
  /** Only for the compiler: what reading this fact gives. */
  readonly value?: Value;
}

/** The same fact asked twice has the same identity, and is asked once. */
export function factId(ref: { readonly kind: string; readonly params: JsonObject }): string {
  return `${ref.kind} ${canonicalJson(ref.params)}`;
}

/** One call that `packages/aws` executes as it stands: data, not a function. */
export interface FactCall {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly input: JsonObject;
}

/** How the pages of one operation hang together. */
export interface Paging {
  /** Member of the output that holds the token; absent on the last page. */
  readonly outputToken: string;
  /** Member of the input that takes it. */
  readonly inputToken: string;
  readonly maxPages: number;
}

export interface OperationSpec {
  readonly service: string;
  /** Errors that are answers: the thing that was asked for is not there. */
  readonly absence: readonly string[];
  /**
   * Dotted paths of the output that evidence keeps, each with all that lies below it; lists are
   * passed through. Nothing else is stored.
   */
  readonly keep: readonly string[];
  readonly pages?: Paging;
}

/** A permission that a fact needs; `$account` in the resource is the learner's account. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
}

/** What was learned: a value, nothing to ask, or no answer and whose fault that is. */
export type Reading<Value = unknown> =
  | {
      readonly status: "known";
      readonly value: Value;
      /** False when pages are missing: then only what was found is certain. */
      readonly isComplete: boolean;
      readonly lookedAt: readonly LookedAt[];
    }
  | { readonly status: "notApplicable" }
  | UnknownReading;

export interface UnknownReading {
  readonly status: "unknown";
  readonly fault: Fault;
  readonly reason: string;
  readonly params: ReasonParams;
  readonly lookedAt: readonly LookedAt[];
}

export type ValueOf<Ref> = Ref extends FactRef<infer Value> ? Value : never;
export type FactRefs = Readonly<Record<string, FactRef>>;
/** The values of parents: all of them are known when a fact is asked. */
export type Values<Refs extends FactRefs> = { readonly [Name in keyof Refs]: ValueOf<Refs[Name]> };

/** An answer that reaches a normaliser: an output, or one of the declared absences. */
export type NormalisedInput =
  | { readonly operation: string; readonly input: JsonObject; readonly output: JsonObject }
  | { readonly operation: string; readonly input: JsonObject; readonly absent: string };

export interface FactSpec<Params extends JsonObject, Parents extends FactRefs, Value> {
  /** `dynamodb.table` */
  readonly kind: string;
  /** One sentence for authors and for learners: what we look at. */
  readonly summary: string;
  readonly params: z.ZodType<Params>;
  readonly operations: Readonly<Record<string, OperationSpec>>;
  /** Facts whose answers this one needs before it can be asked. */
  readonly after?: (params: Params) => Parents;
  readonly iam: (params: Params) => readonly Permission[];
  /** No calls: there is nothing to ask, the fact is not applicable. */
  readonly ask: (
    params: Params,
    parents: Values<Parents>,
  ) => readonly {
    readonly operation: string;
    readonly region: string;
    readonly input: JsonObject;
  }[];
  /**
   * Pure, over one answer per page and call in the order of `ask`. Throws (a failed schema) when
   * AWS's answer has a shape that nobody foresaw; that becomes an `unknown`, never a verdict.
   */
  readonly normalise: (answers: readonly NormalisedInput[], params: Params) => Value;
  /** Members of the value that move although the learner changes nothing; left out of the attempt hash. */
  readonly volatile?: readonly string[];
}

/** A fact without its types, as the registry holds it. `params` are parsed before every use. */
export interface Fact {
  readonly kind: string;
  readonly summary: string;
  readonly operations: Readonly<Record<string, OperationSpec>>;
  readonly volatile: readonly string[];
  after(params: JsonObject): FactRefs;
  iam(params: JsonObject): readonly Permission[];
  ask(params: JsonObject, parents: Readonly<Record<string, unknown>>): readonly FactCall[];
  normalise(answers: readonly NormalisedInput[], params: JsonObject): unknown;
}

/** The definition of a fact: a reference maker for checks, and the fact itself for the registry. */
export interface FactDefinition<Params extends JsonObject, Value> {
  (params: Params): FactRef<Value>;
  readonly fact: Fact;
}

/**
 * Defines one read-only question about an account. One file in `facts/`, one exported constant:
 * the registry is generated from the folder.
 *
 * @throws Error when two operations of the fact disagree with `ask` (a bug in the fact).
 */
export function defineFact<
  Params extends JsonObject,
  Value,
  Parents extends FactRefs = Readonly<Record<never, FactRef>>,
>(spec: FactSpec<Params, Parents, Value>): FactDefinition<Params, Value> {
  const fact: Fact = {
    kind: spec.kind,
    summary: spec.summary,
    operations: spec.operations,
    volatile: spec.volatile ?? [],
    after: (params) => spec.after?.(spec.params.parse(params)) ?? {},
    iam: (params) => spec.iam(spec.params.parse(params)),
    ask: (params, parents) =>
      // The collector reads the parents by the references of `after`, so their values fit.
      spec.ask(spec.params.parse(params), parents as Values<Parents>).map((call) => ({
        service: operationOf(spec, call.operation).service,
        ...call,
      })),
    normalise: (answers, params) => spec.normalise(answers, spec.params.parse(params)),
  };
  return Object.assign((params: Params): FactRef<Value> => ({ kind: spec.kind, params }), { fact });
}

function operationOf(
  spec: { kind: string; operations: Readonly<Record<string, OperationSpec>> },
  operation: string,
): OperationSpec {
  const found = spec.operations[operation];
  if (!found)
    throw new Error(`Fact ${spec.kind} asks ${operation}, which its operations do not declare.`);
  return found;
}

/** Keeps only the allow-listed paths of an output. */
export function keptFields(output: JsonObject, keep: readonly string[]): JsonObject {
  const kept: Record<string, Json> = {};
  for (const path of keep) copyPath(output, kept, path.split("."));
  return kept;
}

function copyPath(from: JsonObject, to: Record<string, Json>, path: readonly string[]): void {
  const [head, ...rest] = path;
  const value = head === undefined ? undefined : from[head];
  if (head === undefined || value === undefined) return;
  if (rest.length === 0) {
    to[head] = value;
    return;
  }
  to[head] = keptBelow(value, to[head], rest);
}

function keptBelow(value: Json, existing: Json | undefined, path: readonly string[]): Json {
  if (isList(value)) {
    const present = existing !== undefined && isList(existing) ? existing : [];
    return value.map((item, index) => keptBelow(item, present[index], path));
  }
  if (typeof value !== "object" || value === null) return value;
  const kept: Record<string, Json> =
    existing !== undefined && isMap(existing) ? { ...existing } : {};
  copyPath(value, kept, path);
  return kept;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
