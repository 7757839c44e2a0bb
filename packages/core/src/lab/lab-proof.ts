import * as z from "zod";
import { Fault } from "../grading/outcome.ts";
import { StageId } from "../ids.ts";

const mostCases = 1_000;
const mostCells = 1_000;

const Name = z.string().min(1).max(200);
const OutcomeName = z.enum(["met", "partly", "not_met", "unknown", "not_judged"]);

/** One criterion in one look at one case. */
export const ProofCell = z.strictObject({
  /** `stage.criterion` */
  criterion: Name,
  /** `settled`: looked at again, after AWS had finished. */
  moment: z.enum(["at once", "settled"]),
  /** What the case says must come out; what is absent may be anything. */
  expected: z.strictObject({
    outcome: OutcomeName,
    fault: Fault.optional(),
    reason: Name.optional(),
  }),
  outcome: OutcomeName,
  reason: Name,
  isAsExpected: z.boolean(),
});
export type ProofCell = z.infer<typeof ProofCell>;

/** One case, or the solution of one stage. */
export const ProofCase = z.strictObject({
  /** `red`: something is wrong. `green`: another right answer. `unsure`: AWS is not finished. */
  kind: z.enum(["solution", "red", "green", "unsure"]),
  name: Name,
  stage: StageId,
  isAsExpected: z.boolean(),
  /** AWS refused a step; then nothing was graded. */
  refused: z.strictObject({ step: Name, command: Name, problem: z.string().max(2_000) }).optional(),
  /** One per look and criterion. */
  cells: z.array(ProofCell).max(mostCells),
});
export type ProofCase = z.infer<typeof ProofCase>;

/** What `labgrader lab test --json` says of one lab: every case against every criterion. */
export const LabProof = z.strictObject({
  lab: Name,
  version: Name,
  /** As it was typed; absent in what was published. */
  folder: z.string().max(1_000).optional(),
  stages: z.array(StageId).max(100),
  /** `stage.criterion`, those too that no machine judges. */
  criteria: z.array(Name).max(mostCells),
  /** The solution of each stage first, then the cases in the order of the file. */
  cases: z.array(ProofCase).max(mostCases),
  /** Of the criteria that a machine judges, the share that some case turns red; 1 is all of them. */
  red: z.number().min(0).max(1),
  /** Of the other right answers, the share that stays green; 1 is all of them. */
  green: z.number().min(0).max(1),
  isPassed: z.boolean(),
  missing: z.strictObject({
    /** Criteria that no case turns red. */
    red: z.array(Name).max(mostCells),
    /** Right answers that came out otherwise. */
    lost: z.array(Name).max(mostCases),
    /** Criteria with a choice that no green case makes otherwise. */
    choices: z.array(Name).max(mostCells),
    /** Cases that came out otherwise than they say. */
    cases: z.array(Name).max(mostCases),
  }),
});
export type LabProof = z.infer<typeof LabProof>;

/** The whole document that `labgrader lab test --json` prints: one proof for each lab. */
export const LabProofFile = z.strictObject({ labs: z.array(LabProof).max(1_000) });
export type LabProofFile = z.infer<typeof LabProofFile>;
