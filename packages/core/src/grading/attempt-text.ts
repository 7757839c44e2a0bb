import { type FactRef, factId } from "../facts/fact.ts";
import { type CollectedEvidence, FactReader, getFact } from "../facts/read-facts.ts";
import { canonicalJson, isJsonObject, type Json } from "../json.ts";

/**
 * The text whose hash tells one attempt from another: the lab, the answers, the attempts of other
 * stages that this one is compared with, and what the account looked like without what moves by
 * itself. Equal texts are the same attempt again, and use none.
 */
export function attemptText(input: {
  readonly labDigest: string;
  readonly answers: Json;
  /** Submission id by stage. */
  readonly comparedWith: Json;
  readonly facts: readonly FactRef[];
  readonly evidence: CollectedEvidence;
}): string {
  const reader = new FactReader(input.evidence);
  const account = Object.fromEntries(
    input.facts.map((ref) => {
      const reading = reader.read(ref);
      if (reading.status === "known") return [factId(ref), settled(ref.kind, reading.value)];
      return [factId(ref), reading.status];
    }),
  );
  const { labDigest: lab, answers, comparedWith } = input;
  return canonicalJson({ lab, answers, comparedWith, account });
}

function settled(kind: string, value: unknown): unknown {
  const { volatile } = getFact(kind);
  if (volatile.length === 0 || !isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([member]) => !volatile.includes(member)));
}
