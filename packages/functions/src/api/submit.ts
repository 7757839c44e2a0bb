import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { LearnerRecord } from "@lab-grader/core/cohorts/learner";
import type { SubmissionReceipt } from "@lab-grader/core/contracts/http";
import { IdempotencyKey, SubmitRequest } from "@lab-grader/core/contracts/http";
import { AssignmentId } from "@lab-grader/core/ids";
import { type Answers, answerProblems } from "@lab-grader/core/lab/answers";
import { acceptSubmission } from "@lab-grader/core/submissions/accept-submission";
import type { Submission } from "@lab-grader/core/submissions/submission";
import { findLearnerId } from "./access.ts";
import type { ApiDeps, ApiHandler } from "./deps.ts";
import { type HttpResponse, jsonResponse, VisibleError } from "./http.ts";
import { requireGroup } from "./identity.ts";
import { readBody, readHeader } from "./request.ts";

/** `POST /v1/assignments/{assignmentId}/submissions` */
export const submit: ApiHandler = async ({ identity, param, event }, deps) => {
  requireGroup(identity, "learner");
  const body = readBody(event, SubmitRequest);
  const idempotencyKey = readHeader(event, "idempotency-key", IdempotencyKey);
  const assignmentId = param("assignmentId");
  const learnerId = await findLearnerId(identity, deps.table);
  if (learnerId === undefined || !AssignmentId.safeParse(assignmentId).success)
    throw new VisibleError("assignment.not_found");

  const { stage, answers } = body;
  if (answers) await requireTakeableAnswers({ learnerId, assignmentId, stage, answers }, deps);
  const acceptance = await acceptSubmission(
    { learnerId, assignmentId, stage, idempotencyKey, body, answers },
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
  const keys = { submissionId: submission.submissionId, cohortId: submission.cohortId };
  if (acceptance.status !== "open" && acceptance.sending.status === "not_sent")
    deps.telemetry.error(
      "not sent; the reconciler will",
      { ...keys, fault: "queue.not_sent" },
      acceptance.sending.fault,
    );
  if (acceptance.status === "accepted") deps.telemetry.count("SubmissionAccepted");
  return receiptResponse(acceptance.status, submission);
};

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

function receiptResponse(
  status: SubmissionReceipt["status"],
  submission: Submission,
): HttpResponse {
  const { submissionId, assignmentId, stage, number, state, submittedAt } = submission;
  const receipt: SubmissionReceipt = {
    status,
    submissionId,
    assignmentId,
    stage,
    number,
    state,
    submittedAt,
  };
  return jsonResponse(status === "accepted" ? 202 : 200, receipt, {
    location: `/v1/submissions/${submissionId}`,
  });
}
