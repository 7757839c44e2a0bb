import { type FactRef, factId } from "../facts/fact.ts";
import { type CollectedEvidence, FactReader, getFact } from "../facts/read-facts.ts";
import { canonicalJson, isJsonObject, type Json } from "../json.ts";

/**
 * The text whose hash tells one attempt from another: the lab, the answers, and what the account
 * looked like without what moves by itself. Equal texts are the same attempt again, and use none.
 */
export function attemptText(input: {
  readonly labDigest: string;
  readonly answers: Json;
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
  return canonicalJson({ lab: input.labDigest, answers: input.answers, account });
}

function settled(kind: string, value: unknown): unknown {
  const { volatile } = getFact(kind);
  if (volatile.length === 0 || !isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([member]) => !volatile.includes(member)));
}
