import { type Assignment, AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { writeAssignment } from "@lab-grader/core/cohorts/change-assignment";
import {
  type HoldsView,
  holdCriterion,
  releaseCriterion,
} from "@lab-grader/core/contracts/endpoints/holds";
import { JobRecord } from "@lab-grader/core/jobs/job";
import { viewJob } from "@lab-grader/core/jobs/job-view";
import type { HoldInput } from "@lab-grader/core/review/hold-input";
import { findCriterion } from "@lab-grader/core/submissions/holds-in-force";
import { openAssignment, requireRight } from "./access.ts";
import type { ApiDeps, ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";
import { route } from "./route.ts";

/** `POST /v1/assignments/{assignmentId}/holds` */
const hold: ApiHandler<typeof holdCriterion> = async ({ identity, params, body }, deps) => {
  const assignment = await openToManage(params.assignmentId, identity, deps);
  const { criterion, reason, since } = body;
  if (!findCriterion(await deps.getLab(assignment.labDigest), criterion))
    throw new VisibleError("hold.criterion_unknown", {
      params: { criterion },
      path: "body.criterion",
    });
  const at = deps.now();
  if (since !== undefined && assignment.attemptLimit === undefined)
    throw new VisibleError("hold.attempts_unlimited", { path: "body.since" });
  if (since !== undefined && since > at)
    throw new VisibleError("hold.since_future", { params: { now: at }, path: "body.since" });

  const by = identity.login;
  const input = { criterion, ...(since === undefined ? {} : { since }) };
  return await changeHolds(assignment, { by, reason, input }, deps, (holds) =>
    holds.some((one) => one.criterion === criterion)
      ? holds
      : [...holds, { criterion, by, at, reason }],
  );
};

/** `DELETE /v1/assignments/{assignmentId}/holds/{criterion}` */
const release: ApiHandler<typeof releaseCriterion> = async ({ identity, params, query }, deps) => {
  const assignment = await openToManage(params.assignmentId, identity, deps);
  const { criterion } = params;
  const known = assignment.holds ?? [];
  const held = known.find((one) => one.criterion === criterion);
  if (!held)
    throw new VisibleError("hold.none", {
      params: { criterion, known: known.map((one) => one.criterion).join(", ") || "nothing" },
    });
  const reason = query.reason ?? `The hold has ended: ${held.reason}`;
  const change = { by: identity.login, reason, input: { criterion } };
  return await changeHolds(assignment, change, deps, (holds) =>
    holds.filter((one) => one.criterion !== criterion),
  );
};

export const holdRoutes = [route(holdCriterion, hold), route(releaseCriterion, release)];

type Holds = Assignment["holds"] & {};

const mostTries = 5;

/**
 * Holds of different criteria don't contradict one another, so whoever has lost a race takes the
 * newest assignment and tries again. A hold that is there already only has its job started again.
 */
async function changeHolds(
  seen: Assignment,
  { by, reason, input }: { by: string; reason: string; input: HoldInput },
  deps: ApiDeps,
  change: (holds: Holds) => Holds,
): Promise<{ body: HoldsView }> {
  let before = seen;
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    // The job of a write that lost its race may have run already, and found nothing to do.
    const jobId = deps.newId("job");
    const { holds: _before, ...rules } = before;
    const holds = change(before.holds ?? []);
    const next = { ...rules, ...(holds.length > 0 && { holds }) };
    const writing = await writeAssignment({ next, by, hold: { jobId, input, reason } }, deps);
    if (writing.status === "changed") return await viewed(writing.assignment, jobId, deps);
    const now = await deps.table.get(AssignmentRecord, seen);
    if (!now) throw new VisibleError("assignment.not_found");
    before = now;
  }
  throw new Error(`the assignment ${seen.assignmentId} kept changing`);
}

async function viewed(
  { assignmentId, version, holds = [] }: Assignment,
  jobId: string,
  { table }: ApiDeps,
): Promise<{ body: HoldsView }> {
  const job = await table.get(JobRecord, { jobId });
  if (!job) throw new Error(`the job ${jobId} was not started`);
  return { body: { assignmentId, version, holds, job: await viewJob(job, table) } };
}

async function openToManage(assignmentId: string, identity: Identity, { table }: ApiDeps) {
  const { audience, assignment } = await openAssignment(assignmentId, identity, table);
  if (audience !== "staff") throw new VisibleError("assignment.not_found");
  await requireRight(assignment.cohortId, identity, { table, right: "manage" });
  return assignment;
}
