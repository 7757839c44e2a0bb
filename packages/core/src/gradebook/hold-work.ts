import * as z from "zod";
import type { Job } from "../jobs/job.ts";
import { JobFailure, type JobWork } from "../jobs/job-work.ts";
import { HoldInput } from "../review/hold-input.ts";
import { type HoldDeps, holdSubmission } from "../review/hold-submission.ts";
import { listAll } from "../storage/list-all.ts";
import { isClosed, SubmissionRecord, submissionPartition } from "../submissions/submission.ts";
import { partsOfLearners } from "./refold-work.ts";

/** What was done for one learner. */
const LearnerResult = z.strictObject({
  learnerId: z.string(),
  /** Grades that were written. */
  changed: z.int(),
  /** Submissions that a grader was judging, perhaps by the rules of before. */
  grading: z.array(z.strictObject({ submissionId: z.string(), claim: z.int() })),
});
type LearnerResult = z.infer<typeof LearnerResult>;

/**
 * Brings a hold, or its end, to the grades that were there already. Which of both, the assignment
 * says at the time of the work, so jobs that overtake one another do no harm; a grade that agrees
 * with it already costs reads only.
 */
export function holdWork(deps: HoldDeps): JobWork {
  return {
    plan: (job) => partsOfLearners(job, deps.table),
    work: (job, learnerId) => workOnLearner(job, learnerId, deps),
    finish: async (job, parts) => {
      const results = parts.flatMap(({ results: done = [] }) =>
        done.map((one) => LearnerResult.parse(one)),
      );
      const late = await Promise.all(
        results.flatMap(({ learnerId, grading }) =>
          grading.map((one) => finishGrading(job, { learnerId, ...one }, deps)),
        ),
      );
      const changed = results.reduce((sum, each) => sum + each.changed, 0);
      return { learners: results.length, changed: changed + late.filter(Boolean).length };
    },
  };
}

async function workOnLearner(job: Job, learnerId: string, deps: HoldDeps): Promise<LearnerResult> {
  const hold = holdOf(job);
  const submissions = await submissionsOfStage({ ...hold, learnerId }, deps);
  let changed = 0;
  for (const submission of submissions)
    if (isClosed(submission.state) && (await holdSubmission({ submission, ...hold }, deps)))
      changed += 1;
  return {
    ...{ learnerId, changed },
    grading: submissions
      .filter(({ state }) => state === "grading")
      .map(({ submissionId, claim }) => ({ submissionId, claim })),
  };
}

/**
 * A claim that was there before may still judge by the rules of before; every later one reads the
 * assignment anew.
 * @throws while that claim is at work: the message comes back.
 */
async function finishGrading(
  job: Job,
  of: { readonly learnerId: string; readonly submissionId: string; readonly claim: number },
  deps: HoldDeps,
): Promise<boolean> {
  const hold = holdOf(job);
  const submissions = await submissionsOfStage({ ...hold, ...of }, deps);
  const submission = submissions.find(({ submissionId }) => submissionId === of.submissionId);
  if (!submission) return false;
  if (submission.state === "grading" && submission.claim === of.claim)
    throw new Error(`${of.submissionId} is still being graded`);
  return isClosed(submission.state) && (await holdSubmission({ submission, ...hold }, deps));
}

async function submissionsOfStage(
  of: { readonly assignmentId: string; readonly learnerId: string; readonly criterion: string },
  { table }: HoldDeps,
) {
  const [stage = ""] = of.criterion.split(".");
  const pk = submissionPartition(of);
  return await listAll(table, SubmissionRecord, { pk, prefix: `${stage}#` });
}

function holdOf({ jobId, assignmentId, by, reason = "", input }: Job) {
  const parsed = HoldInput.safeParse(input);
  if (!parsed.success || assignmentId === undefined)
    throw new JobFailure("job.unknown_kind", { kind: "hold" });
  return { ...parsed.data, jobId, assignmentId, by, reason };
}
