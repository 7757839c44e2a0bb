import type * as z from "zod";
import type { Fault, LookedAt, ReasonParams } from "../grading/outcome.ts";
import { canonicalJson, Json, type JsonObject } from "../json.ts";
import { attributeTypes } from "./attribute-value.ts";

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

/**
 * What a fact asks with one call. In its input `$account` and `$submission` stand for their ids, and
 * `$now`, `$now-3600` or `$now+60` alone for the time of the call, so many seconds off.
 */
export interface AskedCall {
  readonly operation: string;
  readonly region: string;
  readonly input: JsonObject;
  /** Name of a role of the learner's account to ask in; absent: the grader's own role there. */
  readonly as?: string;
  /** Asked in the grader's account, of what it was told about the learner's. */
  readonly in?: "own";
  /**
   * Asked again, with short pauses, until the output has this member or the time is over: what was
   * written a moment ago may not be seen at once. The last answer counts.
   */
  readonly until?: { readonly member: string; readonly seconds: number };
}

/** One call that `packages/aws` executes as it stands: data, not a function. */
export interface FactCall extends AskedCall {
  readonly service: string;
}

/** What a fact reads or writes beyond settings; a lab names it under `probes`. */
export const probeKinds = ["read-items", "write-items", "assume-roles"] as const;
export type ProbeKind = (typeof probeKinds)[number];

/** Something in the learner's account that the learner may want to delete after the lab. */
export interface LeftOver {
  /** `table`, `backup`, … */
  readonly what: string;
  readonly name: string;
  readonly region: string;
  /** One line for a shell that deletes it. */
  readonly command: string;
  readonly cost: "costs" | "free";
}

/** How the pages of one operation hang together. */
export interface Paging {
  /** Member of the output that holds the token; absent on the last page. */
  readonly outputToken: string;
  /** Member of the input that takes it. */
  readonly inputToken: string;
  readonly maxPages: number;
  /** No further page once this output member, summed over the pages, is as large as the input's. */
  readonly enough?: { readonly output: string; readonly input: string };
}

export interface OperationSpec {
  readonly service: string;
  /** Errors that are answers: the thing that was asked for is not there. */
  readonly absence: readonly string[];
  /**
   * Dotted paths of the output that evidence keeps, each with all that lies below it; lists and
   * texts that are JSON documents are passed through. Nothing else is stored. `Items:types` keeps of items only the names and types
   * of their attributes.
   */
  readonly keep: readonly string[];
  readonly pages?: Paging;
}

/** A permission that a fact needs; `$account` in the resource is the learner's account. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  /** As in a policy: operator, key, values. */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
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

interface AnsweredCall {
  readonly operation: string;
  readonly input: JsonObject;
  readonly region: string;
  /** When AWS answered. */
  readonly observedAt: string;
  /** How long the answer took, retries included. */
  readonly durationMs?: number | undefined;
}

/** An answer that reaches a normaliser: an output, or one of the declared absences. */
export type NormalisedInput = AnsweredCall &
  (
    | { readonly output: JsonObject }
    /** Code and words of AWS. */
    | { readonly absent: string; readonly message: string }
  );

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
  readonly ask: (params: Params, parents: Values<Parents>) => readonly AskedCall[];
  /** One call after the other, all of them, whatever each answers; else all at once. */
  readonly inOrder?: true;
  /** Reads or writes beyond settings: only a lab that says so may use it. */
  readonly probe?: ProbeKind;
  /**
   * Pure, over one answer per page and call in the order of `ask`. Throws (a failed schema) when
   * AWS's answer has a shape that nobody foresaw; that becomes an `unknown`, never a verdict.
   */
  readonly normalise: (answers: readonly NormalisedInput[], params: Params) => Value;
  /** Members of the value that move although the learner changes nothing; left out of the attempt hash. */
  readonly volatile?: readonly string[];
  /** What of this answer the learner may want to delete after the lab. */
  readonly leavesBehind?: (value: Value, params: Params) => readonly LeftOver[];
}

/** A fact without its types, as the registry holds it. `params` are parsed before every use. */
export interface Fact {
  readonly kind: string;
  readonly summary: string;
  readonly params: z.ZodType<JsonObject>;
  readonly operations: Readonly<Record<string, OperationSpec>>;
  readonly volatile: readonly string[];
  readonly isInOrder: boolean;
  readonly probe: ProbeKind | undefined;
  after(params: JsonObject): FactRefs;
  iam(params: JsonObject): readonly Permission[];
  ask(params: JsonObject, parents: Readonly<Record<string, unknown>>): readonly FactCall[];
  normalise(answers: readonly NormalisedInput[], params: JsonObject): unknown;
  /** False where `leavesBehind` never has anything to say. */
  readonly mayLeaveBehind: boolean;
  leavesBehind(value: unknown, params: JsonObject): readonly LeftOver[];
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
    params: spec.params,
    operations: spec.operations,
    volatile: spec.volatile ?? [],
    isInOrder: spec.inOrder ?? false,
    probe: spec.probe,
    after: (params) => spec.after?.(spec.params.parse(params)) ?? {},
    iam: (params) => spec.iam(spec.params.parse(params)),
    ask: (params, parents) =>
      // The collector reads the parents by the references of `after`, so their values fit.
      spec.ask(spec.params.parse(params), parents as Values<Parents>).map((call) => ({
        service: operationOf(spec, call.operation).service,
        ...call,
      })),
    normalise: (answers, params) => spec.normalise(answers, spec.params.parse(params)),
    mayLeaveBehind: spec.leavesBehind !== undefined,
    leavesBehind: (value, params) =>
      // The reader gives the value that this fact's normaliser made.
      spec.leavesBehind?.(value as Value, spec.params.parse(params)) ?? [],
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
  for (const path of keep) {
    const [members = "", part] = path.split(":");
    copyPath(output, kept, members.split("."), part === "types" ? attributeTypes : whole);
  }
  return kept;
}

/** What is kept of the value at the end of a path. */
type Part = (value: Json) => Json;
const whole: Part = (value) => value;

function copyPath(
  from: JsonObject,
  to: Record<string, Json>,
  path: readonly string[],
  part: Part,
): void {
  const [head, ...rest] = path;
  const value = head === undefined ? undefined : from[head];
  if (head === undefined || value === undefined) return;
  if (rest.length === 0) {
    to[head] = part(value);
    return;
  }
  to[head] = keptBelow(value, to[head], rest, part);
}

function keptBelow(
  value: Json,
  existing: Json | undefined,
  path: readonly string[],
  part: Part,
): Json {
  if (isList(value)) {
    const present = existing !== undefined && isList(existing) ? existing : [];
    return value.map((item, index) => keptBelow(item, present[index], path, part));
  }
  if (typeof value === "string") return keptOfText(value, existing, path, part);
  if (typeof value !== "object" || value === null) return value;
  const kept: Record<string, Json> =
    existing !== undefined && isMap(existing) ? { ...existing } : {};
  copyPath(value, kept, path, part);
  return kept;
}

/** A text on the way is a JSON document (an event of CloudTrail); of any other text nothing is kept. */
function keptOfText(
  text: string,
  existing: Json | undefined,
  path: readonly string[],
  part: Part,
): Json {
  try {
    const document = Json.parse(JSON.parse(text));
    return isMap(document) ? keptBelow(document, existing, path, part) : null;
  } catch {
    return null;
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
