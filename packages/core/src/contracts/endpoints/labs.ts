import * as z from "zod";
import { Instant } from "../../ids.ts";
import { Json } from "../../json.ts";
import { LabProof } from "../../lab/lab-proof.ts";
import { LabSheet } from "../../lab/lab-sheet.ts";
import { AssignmentLab } from "../../views/assignment-lab.ts";
import { LabRubric } from "../../views/lab-rubric.ts";
import { defineEndpoint, everybody, staff } from "../endpoint.ts";

/** A lab's source, as JSON. */
export const largestLabBytes = 64 * 1024;
/** A proof, as JSON: together with its keys it is one item of the table, of at most 400 KB. */
export const largestProofBytes = 384 * 1024;

const largestPublicationBytes = 512 * 1024;

/** Body of `POST /v1/labs`. */
export const PublishRequest = z.strictObject({
  /** `lab.yaml` as data. */
  source: atMostBytes(Json, largestLabBytes),
  /** The lab's `README.md`. With it another text is another content, and needs another version. */
  sheet: LabSheet.optional(),
  /** What `lab test --json` says of this lab; no part of the content. */
  proof: atMostBytes(LabProof, largestProofBytes).optional(),
});
export type PublishRequest = z.infer<typeof PublishRequest>;

/** A version of a lab, published now or before with the same content. */
export const LabReceipt = z.object({
  status: z.enum(["published", "unchanged"]),
  labId: z.string(),
  version: z.string(),
  /** SHA-256 of the content: what assignments refer to. */
  digest: z.string(),
  publishedAt: Instant,
  /**
   * What became of the proof: `not_stored` where somebody else has published this version. Absent
   * where none was sent.
   */
  proof: z.enum(["stored", "not_stored"]).optional(),
});
export type LabReceipt = z.infer<typeof LabReceipt>;

export const publishLab = defineEndpoint({
  name: "publishLab",
  method: "POST",
  path: "/v1/labs",
  summary:
    "Publishes a version of a lab with its sheet; the same content again changes nothing but the proof.",
  groups: staff,
  body: PublishRequest,
  largestBodyBytes: largestPublicationBytes,
  answer: LabReceipt,
  statuses: [201, 200],
  problems: ["lab.invalid", "lab.version_taken", "lab.other_proof"],
});

/** A lab with everything of it that was published. */
export const PublishedLab = z.object({
  labId: z.string(),
  /** Of the newest version that is not of `dev`, else of the newest. */
  title: z.string(),
  /** The newest first. */
  versions: z.array(
    z.object({
      version: z.string(),
      digest: z.string(),
      publishedAt: Instant,
      /** Login. */
      publishedBy: z.string(),
      /** Published to try it out, under a version of its own. */
      isDev: z.boolean(),
    }),
  ),
});
export type PublishedLab = z.infer<typeof PublishedLab>;

export const listLabs = defineEndpoint({
  name: "listLabs",
  method: "GET",
  path: "/v1/labs",
  summary: "Every published lab with its versions, the newest first.",
  groups: staff,
  answer: z.object({ labs: z.array(PublishedLab) }),
});

export const getLabRubric = defineEndpoint({
  name: "getLabRubric",
  method: "GET",
  path: "/v1/labs/{labId}/versions/{version}",
  summary:
    "All of a lab's rubric, keys and hidden criteria included: what each criterion asks of AWS, the policies that follow, the sheet and the proof.",
  groups: staff,
  answer: LabRubric,
  problems: ["lab.not_found"],
});

export const getAssignmentLab = defineEndpoint({
  name: "getAssignmentLab",
  method: "GET",
  path: "/v1/assignments/{assignmentId}/lab",
  summary:
    "The lab of an assignment as its learners read it: sheet, stages, criteria, questions and what is asked of AWS. Nothing hidden, no keys.",
  groups: everybody,
  answer: AssignmentLab,
  problems: ["assignment.not_found"],
});

function atMostBytes<Schema extends z.ZodType>(schema: Schema, largest: number): Schema {
  const problem = (value: unknown) => bytesOfJson(value) <= largest;
  return schema.refine(problem, `at most ${largest} bytes as JSON`);
}

function bytesOfJson(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
