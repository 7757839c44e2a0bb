import { type Grade, type GradeCause, GradeRecord } from "../grading/grade.ts";
import type { GradingTimings } from "../grading/timings.ts";
import { parseSubmissionId } from "../ids.ts";
import { canonicalJson } from "../json.ts";
import { addSeconds } from "../time.ts";
import { effectOf, type GradeContent } from "./commit-grade.ts";
import { type FollowUpDeps, followUp, sameGrade } from "./follow-up.ts";
import type { Hash, NewId } from "./ports.ts";
import { type ClosedState, closedStates, type Submission, SubmissionRecord } from "./submission.ts";

export interface Replacement {
  readonly submissionId: string;
  /** The effective grade that the person or the regrade saw; absent where there was none. */
  readonly seenGrade: string | undefined;
  readonly cause: Exclude<GradeCause, "graded">;
  /** Login of the person, or `regrader`. */
  readonly by: string;
  readonly reason: string;
  readonly judgement: GradeContent & { readonly state: ClosedState };
  /** The claim whose evidence was judged; absent when there is none. */
  readonly evidenceClaim?: number | undefined;
  /** Of that evidence; absent: the one that the grade before has for the same claim. */
  readonly evidenceHash?: string | undefined;
  /** The job whose plan this is; by it a repeated run knows its own grades. */
  readonly jobId?: string;
  /** Asks whoever tells learners of results to tell of this one. */
  readonly notify?: boolean;
}

export type Replacing =
  | { readonly status: "replaced"; readonly submission: Submission; readonly grade: Grade }
  | { readonly status: "refused"; readonly code: "submission.not_found" | "submission.not_closed" }
  /** Another grade is effective than the one that was seen: look at it first. */
  | {
      readonly status: "refused";
      readonly code: "grade.changed";
      readonly effectiveGrade?: string;
    };

/**
 * Override, marking, regrade and hold: another grade becomes effective, chained to the one before
 * by its id and its hash, if that is still the one that was seen.
 */
export async function replaceGrade(
  replacement: Replacement,
  deps: FollowUpDeps & { newId: NewId; hash: Hash; timings: GradingTimings },
): Promise<Replacing> {
  const { table } = deps;
  const { submissionId, seenGrade, judgement } = replacement;
  const key = parseSubmissionId(submissionId);
  const before = key && (await table.get(SubmissionRecord, key));
  if (!before) return { status: "refused", code: "submission.not_found" };
  if (!closedStates.some((state) => state === before.state))
    return { status: "refused", code: "submission.not_closed" };
  if (before.effectiveGrade !== seenGrade) return changed(before.effectiveGrade);

  const previous =
    seenGrade === undefined
      ? undefined
      : await table.get(GradeRecord, { submissionId, gradeId: seenGrade });
  if (seenGrade !== undefined && !previous)
    throw new Error(`the effective grade ${seenGrade} of ${submissionId} is not stored`);
  const grade = nextGrade(replacement, { before, previous, deps });
  await table.put(GradeRecord, grade);

  const submission = await table.update(
    SubmissionRecord,
    before,
    {
      ...effectOf(grade, judgement.state),
      dueAt: before.dueAt ?? addSeconds(grade.at, deps.timings.leaseDueSeconds),
    },
    {
      all: [sameGrade(seenGrade), { field: "state", oneOf: closedStates }],
    },
  );
  if (!submission) return changed(undefined);
  await followUp(submission, deps, grade);
  return { status: "replaced", submission, grade };
}

function nextGrade(
  replacement: Replacement,
  from: {
    before: Submission;
    previous: Grade | undefined;
    deps: { now: () => string; newId: NewId; hash: Hash };
  },
): Grade {
  const { submissionId, cause, by, reason, judgement, evidenceClaim, jobId, notify } = replacement;
  const { before, previous, deps } = from;
  const known = previous?.evidenceClaim === evidenceClaim ? previous?.evidenceHash : undefined;
  const { evidenceHash = known } = replacement;
  return {
    ...judgement,
    gradeId: deps.newId("grd"),
    submissionId,
    assignmentId: before.assignmentId,
    learnerId: before.learnerId,
    stage: before.stage,
    cause,
    by,
    at: deps.now(),
    reason,
    ...(previous === undefined
      ? {}
      : { previousGrade: previous.gradeId, previousHash: hashOfGrade(previous, deps.hash) }),
    ...(evidenceClaim === undefined ? {} : { evidenceClaim }),
    ...(jobId === undefined ? {} : { jobId }),
    ...(notify ? { notify } : {}),
    ...(evidenceHash === undefined ? {} : { evidenceHash }),
  };
}

/** What the next grade of the chain keeps of this one. */
export function hashOfGrade(grade: Grade, hash: Hash): string {
  return hash(canonicalJson(grade));
}

function changed(effectiveGrade: string | undefined): Replacing {
  return {
    status: "refused",
    code: "grade.changed",
    ...(effectiveGrade === undefined ? {} : { effectiveGrade }),
  };
}
