import { ZodError } from "zod";
import { faultOfAnswer } from "../evidence/error-fault.ts";
import type { Answer, Evidence, FactEvidence } from "../evidence/evidence.ts";
import type { LookedAt } from "../grading/outcome.ts";
import type { JsonObject } from "../json.ts";
import {
  type Fact,
  type FactRef,
  type FactRefs,
  factId,
  type NormalisedInput,
  type Reading,
} from "./fact.ts";
import { allFacts } from "./registry.generated.ts";

const factsByKind = new Map(allFacts.map((fact) => [fact.kind, fact]));

/** @throws Error when no fact has this kind: a lab that names it can't be loaded. */
export function getFact(kind: string): Fact {
  const fact = factsByKind.get(kind);
  if (!fact) throw new Error(`No fact is of kind ${kind}.`);
  return fact;
}

/** Evidence as it grows during collection, or as it was stored. */
export type CollectedEvidence = Pick<Evidence, "access" | "facts">;
/** Evidence that can be judged: ages are measured against the time of its collection. */
export type GradedEvidence = Pick<Evidence, "access" | "facts" | "collectedAt">;

/**
 * Reads facts out of evidence. Pure and lazy; normalising happens here, so that a corrected
 * normaliser also corrects what was collected long ago.
 */
export class FactReader {
  readonly #access: CollectedEvidence["access"];
  readonly #stored: ReadonlyMap<string, FactEvidence>;
  readonly #readings = new Map<string, Reading>();

  constructor(evidence: CollectedEvidence) {
    this.#access = evidence.access;
    this.#stored = new Map(evidence.facts.map((fact) => [factId(fact), fact]));
  }

  read(ref: FactRef): Reading {
    const id = factId(ref);
    const known = this.#readings.get(id);
    if (known) return known;
    const reading = this.#readNow(ref, id);
    this.#readings.set(id, reading);
    return reading;
  }

  /** What a fact would have to wait for: the values of its parents, or why it can't be asked. */
  parentsOf(
    ref: FactRef,
  ): { readonly values: Readonly<Record<string, unknown>> } | { readonly instead: Reading } {
    const values: Record<string, unknown> = {};
    const parents: FactRefs = getFact(ref.kind).after(ref.params);
    for (const [name, parent] of Object.entries(parents)) {
      const reading = this.read(parent);
      if (reading.status !== "known") return { instead: reading };
      values[name] = reading.value;
    }
    return { values };
  }

  #readNow(ref: FactRef, id: string): Reading {
    if (this.#access.status === "refused") {
      const { fault, reason, at, region } = this.#access;
      const lookedAt = [{ service: "sts", operation: "AssumeRole", region, at }];
      return { status: "unknown", fault, reason, params: {}, lookedAt };
    }
    const parents = this.parentsOf(ref);
    if ("instead" in parents) return parents.instead;
    const stored = this.#stored.get(id);
    if (!stored) return unknownReading("evidence", "evidence.missing", { fact: ref.kind }, []);
    if (stored.answers.length === 0) return { status: "notApplicable" };
    return readAnswers(getFact(ref.kind), stored);
  }
}

function readAnswers(fact: Fact, { answers, params }: FactEvidence): Reading {
  const lookedAt = answers.map(lookedAtOf);
  const inputs: NormalisedInput[] = [];
  let isComplete = true;
  for (const answer of answers) {
    const { operation, input, region, observedAt, durationMs, output, error } = answer;
    const asked = { operation, input, region, observedAt, durationMs };
    if (error) {
      const absence = fact.operations[operation]?.absence ?? [];
      if (!absence.includes(error.name)) {
        return { status: "unknown", ...faultOfAnswer({ ...answer, error }), lookedAt };
      }
      inputs.push({ ...asked, absent: error.name, message: error.message });
      continue;
    }
    if (answer.truncated) isComplete = false;
    if (output) inputs.push({ ...asked, output });
    else return unknownReading("rubric", "rubric.truncated", { fact: fact.kind }, lookedAt);
  }
  try {
    const value = fact.normalise(inputs, params);
    return { status: "known", value, isComplete, lookedAt };
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    return unknownReading("rubric", "rubric.unreadable_answer", { fact: fact.kind }, lookedAt);
  }
}

function unknownReading(
  fault: "rubric" | "evidence",
  reason: string,
  params: Record<string, string>,
  lookedAt: readonly LookedAt[],
): Reading {
  return { status: "unknown", fault, reason, params, lookedAt };
}

function lookedAtOf(answer: Answer): LookedAt {
  const { service, operation, region, observedAt, input } = answer;
  const resource = resourceOf(input);
  return {
    service,
    operation,
    region,
    ...(resource !== undefined && { resource }),
    at: observedAt,
  };
}

/** Members by which calls name what they ask about, one thing or a list. */
const namingMembers = [
  "TableName",
  "GlobalTableName",
  "ResourceArn",
  "ByResourceArn",
  "KeyId",
  "ResourceId",
  "ResourceIds",
  "AlarmName",
  "AlarmNames",
  "PolicySourceArn",
  "RoleName",
  "RoleArn",
  "PolicyArn",
  "BackupArn",
  "BackupVaultName",
  "StreamArn",
  "StreamName",
  "StreamARN",
  "BudgetName",
  "TrailName",
  "Name",
];

/** The name that a call carries, as a person would say it: `table/lab-orders` of an ARN. */
function resourceOf(input: JsonObject): string | undefined {
  const member = namingMembers.find((name) => Object.hasOwn(input, name));
  const named = member === undefined ? [] : [input[member] ?? []].flat();
  const [first, ...others] = named
    .filter((name) => typeof name === "string")
    .map((name) => (name.startsWith("arn:") ? name.split(":").slice(5).join(":") : name));
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
