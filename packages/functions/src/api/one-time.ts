import { makeOneTimeToken } from "@lab-grader/core/cohorts/one-time-token";
import { createOneTimeToken } from "@lab-grader/core/contracts/endpoints/one-time";
import { openAssignment } from "./access.ts";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { route } from "./route.ts";

const create: ApiHandler<typeof createOneTimeToken> = async ({ identity, params, body }, deps) => {
  const access = await openAssignment(params.assignmentId, identity, deps.table);
  if (access.audience !== "learner") throw new VisibleError("assignment.not_found");
  const { assignment, learner } = access;
  const { stage } = body;
  if (!assignment.stages.some((each) => each.stage === stage))
    throw new VisibleError("stage.unknown", { params: { stage }, path: "body.stage" });
  const { assignmentId, cohortId } = assignment;
  const { learnerId, login } = learner;
  return {
    body: await makeOneTimeToken({ learnerId, login, cohortId, assignmentId, stage }, deps),
  };
};

export const oneTimeRoutes = [route(createOneTimeToken, create)];
