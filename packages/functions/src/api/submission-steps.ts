import { cancelSubmission, takeHint } from "@lab-grader/core/contracts/endpoints/submission-steps";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { attemptsOf } from "@lab-grader/core/submissions/attempts";
import { cancelSubmission as cancel } from "@lab-grader/core/submissions/cancel-submission";
import { takeHint as take } from "@lab-grader/core/submissions/hints";
import { shownGradeId } from "@lab-grader/core/views/shown-grade";
import { submissionSummary } from "@lab-grader/core/views/submission-summary";
import { isWithheld, notReleased } from "@lab-grader/core/views/submission-view";
import { requireRight } from "./access.ts";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { openSubmission } from "./open-submission.ts";
import { route } from "./route.ts";

/** `POST /v1/submissions/{submissionId}/cancel`, by the learner or by staff. */
const takeBack: ApiHandler<typeof cancelSubmission> = async ({ identity, params }, deps) => {
  const { table } = deps;
  const access = await openSubmission(params.submissionId, identity, table);
  if (access.audience === "staff")
    await requireRight(access.submission.cohortId, identity, { table, right: "manage" });
  const canceling = await cancel(params.submissionId, deps);
  if (canceling.status === "refused") {
    if (canceling.code === "submission.not_found") throw new VisibleError(canceling.code);
    const { state } = canceling.submission;
    throw new VisibleError(canceling.code, { params: { state } });
  }
  return { body: submissionSummary(canceling.submission, access) };
};

/** `POST /v1/submissions/{submissionId}/hints` */
const hint: ApiHandler<typeof takeHint> = async ({ identity, params, body }, deps) => {
  const access = await openSubmission(params.submissionId, identity, deps.table);
  const { submission, submissions, assignment, audience } = access;
  if (audience !== "learner") throw new VisibleError("submission.not_found");
  const { submissionId, assignmentId, learnerId, stage } = submission;
  const gradeId = shownGradeId(submission);
  const grade =
    gradeId === undefined
      ? undefined
      : await deps.table.get(GradeRecord, { submissionId, gradeId });
  const lab = await deps.getLab(grade?.labDigest ?? submission.labDigest);

  if (notReleased(access)) throw new VisibleError("result.not_released");
  const name = `${stage}.${body.criterion}`;
  const criterion = lab.stages
    .find(({ id }) => id === stage)
    ?.criteria.find((each) => each.name === name && !each.isHidden);
  const outcome = grade?.outcomes.find((each) => each.criterion === name)?.outcome;
  const isRed = outcome === "not_met" || outcome === "partly";
  if (!criterion || !isRed || isWithheld(submission, access))
    throw new VisibleError("hints.not_needed", {
      params: { criterion: body.criterion },
      path: "body.criterion",
    });

  const { hints } = criterion;
  const taking = await take(
    {
      place: { assignmentId, learnerId, stage },
      criterion: body.criterion,
      number: body.number,
      of: hints.length,
      policy: assignment.hints,
      attempts: attemptsOf(submissions, stage).length,
    },
    deps.table,
  );
  if (taking.status === "refused")
    throw new VisibleError(taking.code, { params: taking.params, path: "body.number" });
  const { seen, left } = taking;
  return {
    body: {
      criterion: body.criterion,
      hints: hints.slice(0, seen),
      of: hints.length,
      ...(left === undefined ? {} : { left }),
    },
  };
};

export const submissionStepRoutes = [route(cancelSubmission, takeBack), route(takeHint, hint)];
