import { changeTerms, settleTerms } from "../gradebook/change-terms.ts";
import { LearnerTermsRecord, termsPartition } from "../gradebook/learner-terms.ts";
import { GradeRecord } from "../grading/grade.ts";
import { comparePoints } from "../grading/points.ts";
import type { GradingTimings } from "../grading/timings.ts";
import { parseSubmissionId } from "../ids.ts";
import type { Job } from "../jobs/job.ts";
import { listAll } from "../storage/list-all.ts";
import { type FollowUpDeps, followUp } from "../submissions/follow-up.ts";
import type { Hash, NewId } from "../submissions/ports.ts";
import { replaceGrade } from "../submissions/replace-grade.ts";
import { type Submission, SubmissionRecord } from "../submissions/submission.ts";
import type { AppliedTarget, PlannedTarget } from "./planned-target.ts";
import type { ApplyInput } from "./regrade-input.ts";
import { regraded } from "./regraded.ts";

export interface ApplyDeps extends FollowUpDeps {
  readonly newId: NewId;
  readonly hash: Hash;
  readonly timings: GradingTimings;
}

const mostTries = 5;

type Planned = Extract<PlannedTarget, { status: "planned" }>;

/**
 * Writes what was planned for one submission, if the grade that was looked at is still the one that
 * counts. Repeatable: a grade names the plan that it carries out, so nothing is written twice.
 */
export async function applyTarget(
  { planned, job, input }: { planned: Planned; job: Job; input: ApplyInput },
  deps: ApplyDeps,
): Promise<AppliedTarget> {
  const { submissionId, learnerId, seenGrade } = planned;
  const target = { submissionId, learnerId };
  const previous = await deps.table.get(GradeRecord, { submissionId, gradeId: seenGrade });
  // Personal data can be deleted since the plan.
  if (!previous) return { ...target, status: "changed" };
  const { gate, evidenceClaim, evidenceHash } = planned;
  const then = regraded(previous, planned.judged, { ...input.options, gate });
  if (then.status !== "replace") return { ...target, status: "unchanged" };

  const replacing = await replaceGrade(
    {
      ...{ submissionId, seenGrade },
      cause: "regraded",
      by: job.by,
      reason: job.reason ?? "",
      judgement: then.judgement,
      ...{ evidenceClaim, evidenceHash },
      jobId: input.plan,
      notify: input.notify,
    },
    deps,
  );
  const gradeId =
    replacing.status === "replaced"
      ? replacing.grade.gradeId
      : await findApplied(submissionId, input, deps);
  if (gradeId === undefined) return { ...target, status: "changed" };
  const isMoved = comparePoints(then.judgement.points, previous.points) !== 0;
  if (input.giveAttemptsBack && isMoved) await giveAttemptBack({ planned, job, input }, deps);
  return { ...target, status: "applied", gradeId };
}

/** The effective grade, if it is that of this plan; what has to follow from it is done then. */
async function findApplied(
  submissionId: string,
  { plan }: ApplyInput,
  deps: ApplyDeps,
): Promise<string | undefined> {
  const key = parseSubmissionId(submissionId);
  const submission: Submission | undefined = key && (await deps.table.get(SubmissionRecord, key));
  const gradeId = submission?.effectiveGrade;
  if (!submission || gradeId === undefined) return undefined;
  const grade = await deps.table.get(GradeRecord, { submissionId, gradeId });
  if (grade?.jobId !== plan) return undefined;
  await followUp(submission, deps, grade);
  return gradeId;
}

/** One more attempt for the learner, once for each submission of a plan: the reason names both. */
async function giveAttemptBack(
  { planned, job, input }: Parameters<typeof applyTarget>[0],
  deps: ApplyDeps,
): Promise<void> {
  const { table } = deps;
  const { submissionId, learnerId } = planned;
  const { cohortId, assignmentId } = job;
  if (assignmentId === undefined) throw new Error(`${job.jobId} names no assignment`);
  const of = { cohortId, assignmentId, learnerId };
  const mark = `${submissionId} ${input.plan}`;
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const before = await listAll(table, LearnerTermsRecord, { pk: termsPartition(of), prefix: "" });
    const given = before.find(({ reason }) => reason.endsWith(mark));
    if (given) return await settleTerms(given, deps);
    const seen = before.at(-1);
    const changing = await changeTerms(
      {
        ...of,
        seenVersion: seen?.version ?? 0,
        by: job.by,
        reason: `${job.reason ?? ""} An attempt is given back: ${mark}`,
        change: { extraAttempts: (seen?.extraAttempts ?? 0) + 1 },
      },
      deps,
    );
    // Somebody decided something else meanwhile: look again.
    if (changing.status === "changed") return;
  }
  throw new Error(`the terms of ${learnerId} in ${assignmentId} kept changing`);
}
