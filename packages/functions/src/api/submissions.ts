import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { EnrolmentRecord } from "@lab-grader/core/cohorts/cohort";
import {
  type SubmissionList,
  SubmissionsQuery,
  submissionPageSize,
} from "@lab-grader/core/contracts/http";
import { type Evidence, EvidenceRecord } from "@lab-grader/core/evidence/evidence";
import { type Grade, GradeRecord } from "@lab-grader/core/grading/grade";
import { parseSubmissionId } from "@lab-grader/core/ids";
import { canonicalJson } from "@lab-grader/core/json";
import { listAll } from "@lab-grader/core/storage/list-all";
import type { Table } from "@lab-grader/core/storage/table";
import {
  isClosed,
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "@lab-grader/core/submissions/submission";
import { secondsBetween } from "@lab-grader/core/time";
import { previousAttempt } from "@lab-grader/core/views/comparison";
import { shownGradeId } from "@lab-grader/core/views/gradebook-row";
import { submissionSummary } from "@lab-grader/core/views/submission-summary";
import { showsLeftOvers, submissionView } from "@lab-grader/core/views/submission-view";
import { type AssignmentAccess, findLearnerId, isStaffOf, openAssignment } from "./access.ts";
import type { ApiDeps, ApiHandler } from "./deps.ts";
import { jsonResponse, VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";
import { readQuery } from "./request.ts";

/** `GET /v1/submissions/{submissionId}`, with ETag and Retry-After. */
export const getSubmission: ApiHandler = async ({ identity, param, event }, deps) => {
  const { table } = deps;
  const key = parseSubmissionId(param("submissionId"));
  if (!key) throw new VisibleError("submission.not_found");
  const [submissions, assignment] = await Promise.all([
    listAll(table, SubmissionRecord, { pk: submissionPartition(key), prefix: "" }),
    table.get(AssignmentRecord, key),
  ]);
  const submission = submissions.find((each) => each.submissionId === param("submissionId"));
  if (!submission || !assignment) throw new VisibleError("submission.not_found");
  const audience = await audienceOf(submission, identity, table);

  const etag = etagOf({ submissions, version: assignment.version, audience }, deps);
  const headers = { etag, ...retryAfter(submission, deps.now()) };
  if (matches(event.headers["if-none-match"], etag)) return { statusCode: 304, headers };

  const [lab, grade, previousGrade] = await Promise.all([
    deps.getLab(submission.labDigest),
    findGrade(submission, table),
    findGrade(previousAttempt(submission, submissions), table),
  ]);
  const evidence = showsLeftOvers(submission, lab) ? await findEvidence(grade, table) : undefined;
  const view = submissionView({
    submission,
    submissions,
    assignment,
    lab,
    grade,
    previousGrade,
    evidence,
    audience,
    timings: deps.timings,
  });
  return jsonResponse(200, view, headers);
};

/** `GET /v1/assignments/{assignmentId}/submissions?learner=` */
export const listSubmissions: ApiHandler = async ({ identity, param, event }, { table }) => {
  const { learner, cursor } = readQuery(event, SubmissionsQuery);
  const access = await openAssignment(param("assignmentId"), identity, table);
  const learnerId = await learnerOfList(access, learner, table);

  const { assignment, audience } = access;
  const page = await table.list(SubmissionRecord, {
    pk: submissionPartition({ assignmentId: assignment.assignmentId, learnerId }),
    prefix: "",
    limit: submissionPageSize,
    ...(cursor === undefined ? {} : { cursor }),
  });
  const list: SubmissionList = {
    submissions: page.items.map((each) => submissionSummary(each, { assignment, audience })),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
  return jsonResponse(200, list);
};

/** A stranger's submission is not there. */
async function audienceOf(
  submission: Submission,
  identity: Identity,
  table: Table,
): Promise<"learner" | "staff"> {
  if (await isStaffOf(submission.cohortId, identity, table)) return "staff";
  const learnerId = await findLearnerId(identity, table);
  if (learnerId !== submission.learnerId) throw new VisibleError("submission.not_found");
  return "learner";
}

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

async function findGrade(
  submission: Submission | undefined,
  table: Table,
): Promise<Grade | undefined> {
  const gradeId = submission && shownGradeId(submission);
  if (!submission || gradeId === undefined) return undefined;
  return await table.get(GradeRecord, { submissionId: submission.submissionId, gradeId });
}

async function findEvidence(grade: Grade | undefined, table: Table): Promise<Evidence | undefined> {
  if (grade?.evidenceClaim === undefined) return undefined;
  const { submissionId, evidenceClaim: claim } = grade;
  return await table.get(EvidenceRecord, { submissionId, claim });
}

/** Everything that the view depends on and that can change, without the grades themselves: they can't. */
function etagOf(
  of: { submissions: readonly Submission[]; version: number; audience: "learner" | "staff" },
  { hash }: ApiDeps,
): string {
  const states = of.submissions.map(
    ({ stage, number, state, claim, counts, notBefore, effectiveGrade, provisionalGrade }) => [
      `${stage}#${number}`,
      { state, claim, counts, notBefore, effectiveGrade, provisionalGrade },
    ],
  );
  const text = canonicalJson([of.version, of.audience, states]);
  return `"${hash(text).slice(0, 32)}"`;
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const known = header.split(",").map((each) => each.trim().replace(/^W\//, ""));
  return known.includes(etag) || known.includes("*");
}

const longestPollSeconds = 60;

/** How soon something can be new; nothing of a closed submission. */
function retryAfter({ state, notBefore }: Submission, now: string): Record<string, string> {
  if (isClosed(state)) return {};
  const seconds = notBefore === undefined ? 2 : Math.ceil(secondsBetween(now, notBefore));
  return { "retry-after": String(Math.min(Math.max(seconds, 1), longestPollSeconds)) };
}
