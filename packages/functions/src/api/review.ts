import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import {
  getUnmarked,
  markAtPlace,
  markWritten,
  overrideCriterion,
  type UnmarkedView,
} from "@lab-grader/core/contracts/endpoints/review";
import { unmarkedIn } from "@lab-grader/core/grading/unmarked-texts";
import { markWritten as mark } from "@lab-grader/core/review/mark-written";
import {
  countUnmarked,
  findUnmarked,
  type NextUnmarked,
  nextUnmarked,
} from "@lab-grader/core/review/next-unmarked";
import { overrideCriterion as override } from "@lab-grader/core/review/override-criterion";
import type { RefusedReview } from "@lab-grader/core/review/review-submission";
import { readAnswers } from "@lab-grader/core/submissions/submitted-answers";
import { criteriaOfStage } from "@lab-grader/core/views/outcome-view";
import { openAssignment, requireRight } from "./access.ts";
import type { ApiDeps, ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";
import { openSubmission } from "./open-submission.ts";
import { route } from "./route.ts";
import { viewOfSubmission } from "./view-of-submission.ts";

/** `POST /v1/submissions/{submissionId}/overrides` */
const overrideOne: ApiHandler<typeof overrideCriterion> = async (
  { identity, params, body },
  deps,
) => {
  const { submissionId } = params;
  await requireStaff(submissionId, { identity, right: "manage" }, deps);
  const reviewing = await override({ submissionId, by: identity.login, ...body }, deps);
  if (reviewing.status === "refused") throw refusal(reviewing);
  return { body: await readView(submissionId, identity, deps) };
};

/** `POST /v1/submissions/{submissionId}/marks` */
const markOne: ApiHandler<typeof markWritten> = async ({ identity, params, body }, deps) => {
  const { submissionId } = params;
  await requireStaff(submissionId, { identity, right: "mark" }, deps);
  const reviewing = await mark({ submissionId, by: identity.login, ...body }, deps);
  if (reviewing.status === "refused") throw refusal(reviewing);
  return { body: await readView(submissionId, identity, deps) };
};

/** `GET /v1/assignments/{assignmentId}/unmarked?after=&hideNames=` */
const next: ApiHandler<typeof getUnmarked> = async ({ identity, params, query }, deps) => {
  const { assignmentId } = await openToMark(params.assignmentId, identity, deps);
  const { after, hideNames } = query;
  const found = await nextUnmarked({ assignmentId, after }, deps.table);
  const left = await countUnmarked(assignmentId, deps.table);
  if (!found) return { body: { next: null, left } };
  const next = await unmarkedView(found, { isNamed: hideNames !== "true" }, deps);
  return { body: { next, left } };
};

/** `POST /v1/assignments/{assignmentId}/unmarked/{place}/marks` */
const markThere: ApiHandler<typeof markAtPlace> = async ({ identity, params, body }, deps) => {
  const { assignmentId } = await openToMark(params.assignmentId, identity, deps);
  const { place } = params;
  const found = await findUnmarked({ assignmentId, place }, deps.table);
  if (!found) throw new VisibleError("mark.nothing_here");
  const { submissionId, stage } = found.submission;
  const reviewing = await mark({ submissionId, by: identity.login, ...body }, deps);
  if (reviewing.status === "refused") throw refusal(reviewing);
  const left = unmarkedIn(reviewing.grade.outcomes).map((name) => name.slice(stage.length + 1));
  return { body: { place, left, state: reviewing.submission.state } };
};

export const reviewRoutes = [
  route(overrideCriterion, overrideOne),
  route(markWritten, markOne),
  route(getUnmarked, next),
  route(markAtPlace, markThere),
];

/** Learners are strangers here: what they may not do is not there. */
async function requireStaff(
  submissionId: string,
  { identity, right }: { identity: Identity; right: "mark" | "manage" },
  { table }: ApiDeps,
): Promise<void> {
  const { submission, audience } = await openSubmission(submissionId, identity, table);
  if (audience !== "staff") throw new VisibleError("submission.not_found");
  await requireRight(submission.cohortId, identity, { table, right });
}

async function openToMark(assignmentId: string, identity: Identity, { table }: ApiDeps) {
  const { audience, assignment } = await openAssignment(assignmentId, identity, table);
  if (audience !== "staff") throw new VisibleError("assignment.not_found");
  await requireRight(assignment.cohortId, identity, { table, right: "mark" });
  return assignment;
}

async function readView(submissionId: string, identity: Identity, deps: ApiDeps) {
  return await viewOfSubmission(await openSubmission(submissionId, identity, deps.table), deps);
}

function refusal({ code, params, member }: RefusedReview): VisibleError {
  return new VisibleError(code, {
    params,
    ...(member === undefined ? {} : { path: `body.${member}` }),
  });
}

async function unmarkedView(
  { place, submission, grade, criteria }: NextUnmarked,
  { isNamed }: { readonly isNamed: boolean },
  { table, getLab }: ApiDeps,
): Promise<UnmarkedView> {
  const { submissionId, learnerId, stage } = submission;
  const [lab, answers, enrolment] = await Promise.all([
    getLab(grade.labDigest),
    readAnswers(submission, table),
    isNamed ? table.get(EnrolmentRecord, submission) : undefined,
  ]);
  return {
    ...{ place, stage, gradeId: grade.gradeId },
    ...(isNamed && { submissionId }),
    ...(enrolment && {
      learner: {
        ...{ learnerId, login: enrolment.login },
        ...(enrolment.name === undefined ? {} : { name: enrolment.name.full }),
      },
    }),
    criteria: criteriaOfStage(lab, stage).flatMap((criterion) => {
      if (criterion.kind !== "written" || !criteria.includes(criterion.name)) return [];
      const { id, title, points: maxPoints, source } = criterion;
      const levels = source.levels.map((each, at) => ({ level: at + 1, ...each }));
      const text = Object.hasOwn(answers, id) ? String(answers[id]) : "";
      return [{ criterion: id, title, maxPoints, asked: source.written, text, levels }];
    }),
  };
}
