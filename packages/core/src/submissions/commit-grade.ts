import { type Evidence, EvidenceRecord } from "../evidence/evidence.ts";
import { type Grade, GradeRecord } from "../grading/grade.ts";
import type { GradingTimings } from "../grading/timings.ts";
import type { Table } from "../storage/table.ts";
import { addSeconds, type Instant } from "../time.ts";
import type { NewId, Now } from "./ports.ts";
import { type ClosedState, type Submission, SubmissionRecord } from "./submission.ts";

/** What judging found; the rest of a grade is written by the protocol. */
export type GradeContent = Pick<
  Grade,
  | "labDigest"
  | "graderVersion"
  | "state"
  | "counts"
  | "attemptHash"
  | "points"
  | "judgedPoints"
  | "maxPoints"
  | "outcomes"
>;

export type Commit =
  | { readonly status: "committed"; readonly submission: Submission; readonly grade: Grade }
  /** The claim was taken over meanwhile; what was written under it decides nothing. */
  | { readonly status: "fenced" };

/**
 * Records the conclusion of a claim: Evidence and Grade first, under ids that nobody else writes,
 * then one conditional write on the submission. Only that write decides.
 *
 * A closed submission keeps its place in the index until the follow-ups are done, so the write
 * costs one unit. Whether a submission has waited too long is the judgement's decision, not ours.
 */
export async function commitGrade(
  claimed: Submission,
  { evidence, judgement }: { evidence: Evidence; judgement: GradeContent },
  deps: { table: Table; now: Now; newId: NewId; timings: GradingTimings },
): Promise<Commit> {
  const at = deps.now();
  const grade: Grade = {
    ...judgement,
    gradeId: deps.newId("grd"),
    submissionId: claimed.submissionId,
    assignmentId: claimed.assignmentId,
    learnerId: claimed.learnerId,
    stage: claimed.stage,
    cause: "graded",
    by: "grader",
    at,
    evidenceClaim: claimed.claim,
    evidenceHash: evidence.hash,
  };
  await Promise.all([deps.table.put(EvidenceRecord, evidence), deps.table.put(GradeRecord, grade)]);

  const submission = await deps.table.update(
    SubmissionRecord,
    claimed,
    grade.state === "waiting"
      ? waitFor(claimed, { grade, at, timings: deps.timings })
      : { ...effectOf(grade, grade.state), closedAt: at, ...endOfClaim },
    {
      all: [
        { field: "state", equals: "grading" },
        { field: "claim", equals: claimed.claim },
      ],
    },
  );
  return submission ? { status: "committed", submission, grade } : { status: "fenced" };
}

/** What a grade changes in the submission that it becomes effective for. */
export function effectOf(grade: Grade, state: ClosedState) {
  return {
    state,
    effectiveGrade: grade.gradeId,
    counts: grade.counts,
    attemptHash: grade.attemptHash,
    points: grade.points,
    judgedPoints: grade.judgedPoints,
    maxPoints: grade.maxPoints,
    followUp: true as const,
  };
}

const endOfClaim = { leaseUntil: undefined, provisionalGrade: undefined, fault: undefined };

function waitFor(
  claimed: Submission,
  { grade, at, timings }: { grade: Grade; at: Instant; timings: GradingTimings },
) {
  const notBefore = addSeconds(at, timings.waitingPeriodSeconds);
  return {
    ...endOfClaim,
    state: "waiting" as const,
    provisionalGrade: grade.gradeId,
    waitingSince: claimed.waitingSince ?? at,
    waits: (claimed.waits ?? 0) + 1,
    notBefore,
    dueAt: notBefore,
  };
}
