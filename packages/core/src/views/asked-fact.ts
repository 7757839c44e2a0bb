import * as z from "zod";
import { probeKinds } from "../facts/fact.ts";
import { JsonObject } from "../json.ts";

/** One question about the learner's account. */
export const AskedFact = z.object({
  /** Its kind: `dynamodb.table`. */
  fact: z.string(),
  /** One sentence: what we look at. */
  summary: z.string(),
  params: JsonObject,
  /** Criteria of the stage that are judged by it, by id; empty: it only tells what was left behind. */
  criteria: z.array(z.string()),
  /** From 1: facts of one level are asked at the same time. */
  level: z.int(),
  /** `dynamodb DescribeTable` */
  operations: z.array(z.string()),
  /** Pages not counted; an estimate where it stands on other facts. */
  calls: z.int(),
  /** Kinds of the facts whose answers it needs. */
  after: z.array(z.string()),
  /** What it reads or writes beyond settings. */
  probe: z.enum(probeKinds).optional(),
});
export type AskedFact = z.infer<typeof AskedFact>;
