import * as z from "zod";
import { Instant } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";
import type { Lab } from "./lab.ts";
import { LabProof } from "./lab-proof.ts";

/** What the cases of a published lab came out as, as whoever published it says. */
export const PublishedProof = z.strictObject({
  /** Of the lab's content; the proof is no part of it, and may be sent again. */
  digest: z.string(),
  at: Instant,
  /** Login. */
  by: z.string(),
  document: LabProof,
});
export type PublishedProof = z.infer<typeof PublishedProof>;

export const PublishedProofRecord = defineRecord({
  kind: "lab-proof",
  schema: PublishedProof,
  key: (key: { digest: string }) => ({ pk: `lab#${key.digest}`, sk: "proof" }),
  compressed: ["document"],
});

/** Why a proof is none of this lab; `undefined` where it is. */
export function problemOfProof(lab: Lab, proof: LabProof): string | undefined {
  if (proof.lab !== lab.id || proof.version !== lab.version) {
    return `It is of ${proof.lab} ${proof.version}, the lab is ${lab.id} ${lab.version}`;
  }
  const criteria = lab.stages.flatMap((stage) => stage.criteria.map(({ name }) => name));
  const other =
    criteria.find((name) => !proof.criteria.includes(name)) ??
    proof.criteria.find((name) => !criteria.includes(name));
  return other === undefined ? undefined : `One of the two has no criterion ${other}`;
}
