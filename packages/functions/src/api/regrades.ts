import type { Assignment } from "@lab-grader/core/cohorts/assignment";
import {
  applyRegrade,
  getRegrade,
  type PlannedRow,
  planRegrade,
  type RegradeView,
} from "@lab-grader/core/contracts/endpoints/regrades";
import { describeProblemCode } from "@lab-grader/core/contracts/problems";
import { roundedPoints } from "@lab-grader/core/grading/points";
import { JobId, parseSubmissionId } from "@lab-grader/core/ids";
import {
  isOpenJob,
  type Job,
  JobRecord,
  JobResultsRecord,
  resultsOf,
} from "@lab-grader/core/jobs/job";
import { viewJob } from "@lab-grader/core/jobs/job-view";
import { startJob } from "@lab-grader/core/jobs/start-job";
import { Json } from "@lab-grader/core/json";
import { findLabVersion } from "@lab-grader/core/lab/lab-version";
import { shortOfKind } from "@lab-grader/core/reasons/catalogue";
import { PlanSummary } from "@lab-grader/core/regrade/plan-summary";
import type {
  CriterionChange,
  GradeTotals,
  PlannedTarget,
} from "@lab-grader/core/regrade/planned-target";
import { readApplied, readPlanned } from "@lab-grader/core/regrade/read-results";
import {
  ApplyInput,
  PlanInput,
  type RegradeSelection,
  readRegradeInput,
  usualOptions,
} from "@lab-grader/core/regrade/regrade-input";
import type { Table } from "@lab-grader/core/storage/table";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { openAssignment, requireRight } from "./access.ts";
import type { ApiDeps, ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";
import { route } from "./route.ts";

/** Parts of one page of rows: a part is some twenty submissions. */
const partsPerPage = 2;

/** `POST /v1/assignments/{assignmentId}/regrades` */
const plan: ApiHandler<typeof planRegrade> = async ({ identity, params, body }, deps) => {
  const { table } = deps;
  const assignment = await openToManage(params.assignmentId, identity, table);
  await checkListed(body.select, assignment, table);
  const lab = body.lab === "same" ? undefined : await labOf(body.lab, assignment, table);
  const input = PlanInput.parse({
    step: "plan",
    select: body.select,
    ...(lab && { lab }),
    source: body.source,
    options: { ...usualOptions, ...body.options },
  });
  return await started(
    { assignment, identity, input: Json.parse(input), reason: body.reason },
    deps,
  );
};

/** `GET /v1/assignments/{assignmentId}/regrades/{jobId}` */
const get: ApiHandler<typeof getRegrade> = async ({ identity, params, query }, { table }) => {
  const { audience, assignment } = await openAssignment(params.assignmentId, identity, table);
  if (audience !== "staff") throw new VisibleError("assignment.not_found");
  const job = await openRegrade(params.jobId, assignment, table);
  const input = readRegradeInput(job.input);
  const { items = [], cursor } =
    job.parts === undefined
      ? {}
      : await table.list(JobResultsRecord, {
          ...resultsOf(job),
          limit: partsPerPage,
          ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
        });
  const body: RegradeView = {
    job: await viewJob(job, table),
    step: input.step,
    options: input.options,
    ...(input.step === "apply"
      ? { plan: input.plan, applied: readApplied(items) }
      : {
          planned: readPlanned(items).map(plannedRow),
          ...(input.lab && { labVersion: input.lab.version }),
          ...(job.state === "done" && { summary: PlanSummary.parse(job.result) }),
        }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  return { body, headers: isOpenJob(job) ? { "retry-after": "2" } : {} };
};

/** `POST /v1/assignments/{assignmentId}/regrades/{jobId}/apply` */
const apply: ApiHandler<typeof applyRegrade> = async ({ identity, params, body }, deps) => {
  const { table } = deps;
  const assignment = await openToManage(params.assignmentId, identity, table);
  const planned = await openRegrade(params.jobId, assignment, table);
  const { jobId } = planned;
  const plan = readRegradeInput(planned.input);
  if (plan.step !== "plan" || planned.state !== "done")
    throw new VisibleError("regrade.not_planned", { params: { jobId } });
  const { reason, options, giveAttemptsBack, notify, adopt } = body;
  if (adopt && !plan.lab) throw otherLab("same", assignment, "body.adopt");
  const input = ApplyInput.parse({
    ...{ step: "apply", plan: jobId, giveAttemptsBack, notify },
    options: { ...plan.options, ...options },
    ...(adopt && plan.lab && { adopt: { digest: plan.lab.digest } }),
  });
  return await started({ assignment, identity, input: Json.parse(input), reason }, deps);
};

export const regradeRoutes = [
  route(planRegrade, plan),
  route(getRegrade, get),
  route(applyRegrade, apply),
];

async function started(
  request: {
    readonly assignment: Assignment;
    readonly identity: Identity;
    readonly input: Json;
    readonly reason: string | undefined;
  },
  deps: ApiDeps,
) {
  const { assignment, identity, input, reason } = request;
  const { cohortId, assignmentId } = assignment;
  const about = { cohortId, assignmentId, by: identity.login, input };
  const job = await startJob(
    { kind: "regrade", ...about, ...(reason === undefined ? {} : { reason }) },
    deps,
  );
  return { body: await viewJob(job, deps.table) };
}

async function openToManage(
  assignmentId: string,
  identity: Identity,
  table: Table,
): Promise<Assignment> {
  const { audience, assignment } = await openAssignment(assignmentId, identity, table);
  if (audience !== "staff") throw new VisibleError("assignment.not_found");
  await requireRight(assignment.cohortId, identity, { table, right: "manage" });
  return assignment;
}

async function openRegrade(
  jobId: string,
  { assignmentId }: Assignment,
  table: Table,
): Promise<Job> {
  const job = JobId.safeParse(jobId).success ? await table.get(JobRecord, { jobId }) : undefined;
  if (job?.kind !== "regrade" || job.assignmentId !== assignmentId)
    throw new VisibleError("regrade.not_found");
  return job;
}

async function labOf(wanted: string, assignment: Assignment, table: Table) {
  const { labId, labVersion } = assignment;
  // What somebody else has published under this lab's id is taken only where it is named.
  const given = await findLabVersion({ labId, wanted: labVersion }, table);
  const version = await findLabVersion(
    wanted === "newest" ? { labId, publishedBy: given?.publishedBy } : { labId, wanted },
    table,
  );
  if (!version) throw otherLab(wanted, assignment, "body.lab");
  return { digest: version.digest, version: version.version };
}

function otherLab(lab: string, { labId }: Assignment, path: string): VisibleError {
  return new VisibleError("regrade.other_lab", { params: { lab, labId }, path });
}

/** Somebody else's submissions answer as those that aren't there. */
async function checkListed(
  select: RegradeSelection,
  { assignmentId }: Assignment,
  table: Table,
): Promise<void> {
  if (select.which !== "listed") return;
  const found = await Promise.all(
    select.submissions.map(async (submissionId) => {
      const key = parseSubmissionId(submissionId);
      return key?.assignmentId === assignmentId && (await table.get(SubmissionRecord, key));
    }),
  );
  const missing = found.findIndex((submission) => !submission);
  if (missing >= 0)
    throw new VisibleError("submission.not_found", { path: `body.select.submissions.${missing}` });
}

function plannedRow(target: PlannedTarget): PlannedRow {
  const { submissionId, learnerId, stage, number, from } = target;
  const row = { submissionId, learnerId, stage, number, ...(from && { from: totalsOf(from) }) };
  if (target.status === "refused") {
    const { code, params } = target;
    const reason = params.reason === undefined ? {} : { reason: shortOfKind(`${params.reason}`) };
    const refusal = { code, text: describeProblemCode(code, { ...params, ...reason }).detail };
    return { ...row, status: "refused", changes: [], refusal };
  }
  const { to, isKept } = target;
  const changes = target.changes.map(changeInWords);
  if (to) return { ...row, status: "changes", to: totalsOf(to), changes };
  return { ...row, status: isKept ? "kept" : "same", changes };
}

function changeInWords({ criterion, from, to }: CriterionChange) {
  return {
    criterion,
    ...(from && { from: { ...from, short: shortOfKind(from.reason) } }),
    ...(to && { to: { ...to, short: shortOfKind(to.reason) } }),
  };
}

function totalsOf({ points, judgedPoints, maxPoints, ...rest }: GradeTotals) {
  return {
    ...rest,
    points: roundedPoints(points),
    judgedPoints: roundedPoints(judgedPoints),
    maxPoints: roundedPoints(maxPoints),
  };
}
