import { overrideCell, withholdCell } from "@lab-grader/core/contracts/endpoints/terms";
import { changeTerms, type TermsChange } from "@lab-grader/core/gradebook/change-terms";
import { comparePoints, pointsOf, roundedPoints } from "@lab-grader/core/grading/points";
import { requireRight } from "./access.ts";
import type { ApiDeps, ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";
import { route } from "./route.ts";
import { decidedMeanwhile, openLearner, termsView } from "./terms.ts";

/** `PUT /v1/assignments/{assignmentId}/learners/{learnerId}/override` */
const override: ApiHandler<typeof overrideCell> = async (
  { identity, params, body: { points, ...decision } },
  deps,
) => {
  const learner = await openToManage(params, identity, deps);
  const { maxPoints } = learner.assignment;
  if (points !== null && comparePoints(pointsOf(points), maxPoints) > 0)
    throw new VisibleError("override.above_total", {
      params: { points, maxPoints: roundedPoints(maxPoints) },
      path: "body.points",
    });
  const change = { override: points === null ? undefined : { points: pointsOf(points) } };
  return await decide({ learner, change, decision, by: identity.login }, deps);
};

/** `PUT /v1/assignments/{assignmentId}/learners/{learnerId}/withheld` */
const withhold: ApiHandler<typeof withholdCell> = async (
  { identity, params, body: { isWithheld, ...decision } },
  deps,
) => {
  const learner = await openToManage(params, identity, deps);
  const change = { withheld: isWithheld ? (true as const) : undefined };
  return await decide({ learner, change, decision, by: identity.login }, deps);
};

export const learnerResultRoutes = [route(overrideCell, override), route(withholdCell, withhold)];

async function openToManage(
  params: { readonly assignmentId: string; readonly learnerId: string },
  identity: Identity,
  { table }: ApiDeps,
) {
  const learner = await openLearner(params, identity, table);
  await requireRight(learner.assignment.cohortId, identity, { table, right: "manage" });
  return learner;
}

/** What else was decided for the learner stays as it is. */
async function decide(
  {
    learner,
    change,
    decision,
    by,
  }: {
    readonly learner: Awaited<ReturnType<typeof openLearner>>;
    readonly change: TermsChange;
    readonly decision: { readonly version: number; readonly reason: string };
    readonly by: string;
  },
  deps: ApiDeps,
) {
  const { cohortId, assignmentId } = learner.assignment;
  const { learnerId } = learner.enrolment;
  const { version: seenVersion, reason } = decision;
  const changing = await changeTerms(
    { cohortId, assignmentId, learnerId, seenVersion, reason, by, change },
    deps,
  );
  if (changing.status === "conflict") throw decidedMeanwhile(seenVersion, changing.terms);
  return { body: await termsView(learner, deps.table) };
}
