import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { LearnerRecord } from "@lab-grader/core/cohorts/learner";
import { submit } from "@lab-grader/core/contracts/endpoints/submissions";
import type { SubmissionReceipt } from "@lab-grader/core/contracts/http";
import { AssignmentId } from "@lab-grader/core/ids";
import { type Answers, answerProblems } from "@lab-grader/core/lab/answers";
import { acceptSubmission } from "@lab-grader/core/submissions/accept-submission";
import type { Submission } from "@lab-grader/core/submissions/submission";
import { findLearnerId } from "./access.ts";
import type { ApiDeps, ApiHandler, Reply } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { requireUnspent, spend } from "./one-time-scope.ts";
import { route } from "./route.ts";

/** `POST /v1/assignments/{assignmentId}/submissions` */
const accept: ApiHandler<typeof submit> = async (
  { identity, params: { assignmentId }, body, idempotencyKey },
  deps,
) => {
  const learnerId = await findLearnerId(identity, deps.table);
  if (learnerId === undefined || !AssignmentId.safeParse(assignmentId).success)
    throw new VisibleError("assignment.not_found");

  const { stage, answers, signedSessionId } = body;
  if (answers) await requireTakeableAnswers({ learnerId, assignmentId, stage, answers }, deps);
  await requireUnspent(identity, idempotencyKey, deps);
  const acceptance = await acceptSubmission(
    { learnerId, assignmentId, stage, idempotencyKey, body, answers, signedSessionId },
    deps,
  );

  if (acceptance.status === "refused") {
    deps.telemetry.count("SubmissionRefused");
    const { code, params } = acceptance;
    throw new VisibleError(code, {
      params,
      ...(code === "stage.unknown" && { path: "body.stage" }),
    });
  }
  const { submission } = acceptance;
  await spend(identity, submission.submissionId, deps);
  const keys = { submissionId: submission.submissionId, cohortId: submission.cohortId };
  if (acceptance.status !== "open" && acceptance.sending.status === "not_sent")
    deps.telemetry.error(
      "not sent; the reconciler will",
      { ...keys, fault: "queue.not_sent" },
      acceptance.sending.fault,
    );
  if (acceptance.status === "accepted") deps.telemetry.count("SubmissionAccepted");
  return receiptOf(acceptance.status, submission, deps);
};

export const submitRoutes = [route(submit, accept)];

/**
 * What nobody could judge is refused before an attempt is spent on it. Whoever may not submit yet
 * hears nothing of what is asked; why not, the acceptance says.
 */
async function requireTakeableAnswers(
  submitted: { learnerId: string; assignmentId: string; stage: string; answers: Answers },
  { table, getLab, now }: ApiDeps,
): Promise<void> {
  const { stage, answers } = submitted;
  const [assignment, learner] = await Promise.all([
    table.get(AssignmentRecord, submitted),
    table.get(LearnerRecord, submitted),
  ]);
  if (!assignment || !learner?.cohorts.includes(assignment.cohortId)) return;
  if (now() < assignment.opensAt) return;
  const lab = await getLab(assignment.labDigest);
  const asking = lab.stages.find(({ id }) => id === stage);
  const [problem] = asking ? answerProblems(asking, answers) : [];
  if (!problem) return;
  const { criterion, message } = problem;
  throw new VisibleError("answers.invalid", {
    params: { criterion, problem: message },
    path: `body.answers.${criterion}`,
  });
}

function receiptOf(
  status: SubmissionReceipt["status"],
  submission: Submission,
  { timings }: Pick<ApiDeps, "timings">,
): Reply<typeof submit> {
  const { submissionId, assignmentId, stage, number, state, submittedAt } = submission;
  const body: SubmissionReceipt = {
    status,
    submissionId,
    assignmentId,
    stage,
    number,
    state,
    submittedAt,
    ...(status === "accepted" && timings.settleDelaySeconds > 0
      ? { lookAfterSeconds: Math.ceil(timings.settleDelaySeconds) + 1 }
      : {}),
  };
  return {
    status: status === "accepted" ? 202 : 200,
    headers: { location: `/v1/submissions/${submissionId}` },
    body,
  };
}
