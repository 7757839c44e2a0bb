import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import { getSubmission, listSubmissions } from "@lab-grader/core/contracts/endpoints/submissions";
import { type SubmissionList, submissionPageSize } from "@lab-grader/core/contracts/http";
import { newestTerms } from "@lab-grader/core/gradebook/learner-terms";
import { canonicalJson } from "@lab-grader/core/json";
import type { Table } from "@lab-grader/core/storage/table";
import {
  isClosed,
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "@lab-grader/core/submissions/submission";
import { secondsBetween } from "@lab-grader/core/time";
import { submissionSummary } from "@lab-grader/core/views/submission-summary";
import { type AssignmentAccess, openAssignment } from "./access.ts";
import type { ApiDeps, ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { openSubmission } from "./open-submission.ts";
import { route } from "./route.ts";
import { viewOfSubmission } from "./view-of-submission.ts";

/** `GET /v1/submissions/{submissionId}`, with ETag and Retry-After. */
const get: ApiHandler<typeof getSubmission> = async ({ identity, params, event }, deps) => {
  const access = await openSubmission(params.submissionId, identity, deps.table);
  const { submission, submissions, assignment, terms, audience } = access;

  const versions = [assignment.version, terms?.version ?? 0];
  const etag = etagOf({ submissions, versions, audience }, deps);
  const headers = { etag, ...retryAfter(submission, deps) };
  if (matches(event.headers["if-none-match"], etag)) return { status: 304, headers };

  return { body: await viewOfSubmission(access, deps), headers };
};

/** `GET /v1/assignments/{assignmentId}/submissions?learner=` */
const list: ApiHandler<typeof listSubmissions> = async (
  { identity, params, query: { learner, cursor } },
  { table },
) => {
  const access = await openAssignment(params.assignmentId, identity, table);
  const learnerId = await learnerOfList(access, learner, table);

  const { assignment, audience } = access;
  const of = { assignmentId: assignment.assignmentId, learnerId };
  const [terms, page] = await Promise.all([
    audience === "learner" ? newestTerms(of, table) : undefined,
    table.list(SubmissionRecord, {
      ...{ pk: submissionPartition(of), prefix: "", limit: submissionPageSize },
      ...(cursor === undefined ? {} : { cursor }),
    }),
  ]);
  const body: SubmissionList = {
    submissions: page.items.map((each) => submissionSummary(each, { assignment, audience, terms })),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
  return { body };
};

export const submissionRoutes = [route(getSubmission, get), route(listSubmissions, list)];

async function learnerOfList(
  access: AssignmentAccess,
  asked: string | undefined,
  table: Table,
): Promise<string> {
  if (access.audience === "learner") {
    const { learnerId } = access.learner;
    if (asked !== undefined && asked !== learnerId) throw new VisibleError("learner.not_found");
    return learnerId;
  }
  if (asked === undefined)
    throw new VisibleError("request.invalid", {
      path: "query.learner",
      params: { problem: "Say whose submissions: a learner id." },
    });
  const { cohortId } = access.assignment;
  const enrolment = await table.get(EnrolmentRecord, { cohortId, learnerId: asked });
  if (!enrolment) throw new VisibleError("learner.not_found");
  return asked;
}

/**
 * Everything that the view depends on and that can change, without the grades themselves: they can't.
 * The name on the roster is left out: nothing is decided by it.
 */
function etagOf(
  of: {
    submissions: readonly Submission[];
    versions: readonly number[];
    audience: "learner" | "staff";
  },
  { hash }: ApiDeps,
): string {
  const states = of.submissions.map(
    ({ stage, number, state, claim, counts, notBefore, effectiveGrade, provisionalGrade }) => [
      `${stage}#${number}`,
      { state, claim, counts, notBefore, effectiveGrade, provisionalGrade },
    ],
  );
  const text = canonicalJson([of.versions, of.audience, states]);
  return `"${hash(text).slice(0, 32)}"`;
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const known = header.split(",").map((each) => each.trim().replace(/^W\//, ""));
  return known.includes(etag) || known.includes("*");
}

const longestPollSeconds = 60;

const usualPollSeconds = 2;

/**
 * How soon something can be new; nothing of a closed submission. The grader looks at what was
 * handed in only after AWS has settled, so asking before would only cost.
 */
function retryAfter(
  { state, notBefore, submittedAt }: Submission,
  { now, timings }: Pick<ApiDeps, "now" | "timings">,
): Record<string, string> {
  if (isClosed(state)) return {};
  const at = now();
  const seconds =
    notBefore === undefined
      ? Math.max(usualPollSeconds, 1 + timings.settleDelaySeconds - secondsBetween(submittedAt, at))
      : secondsBetween(at, notBefore);
  return {
    "retry-after": String(Math.min(Math.max(Math.ceil(seconds), 1), longestPollSeconds)),
  };
}
