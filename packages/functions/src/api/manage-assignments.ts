import { type Assignment, AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { assignmentOfLab, proposedRules } from "@lab-grader/core/cohorts/assignment-of-lab";
import { writeAssignment } from "@lab-grader/core/cohorts/change-assignment";
import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import {
  type AssignmentPatch,
  type AssignmentRequest,
  changeAssignment,
  createAssignment,
  getAssignment,
} from "@lab-grader/core/contracts/endpoints/assignments";
import { idFrom } from "@lab-grader/core/ids";
import { canonicalJson } from "@lab-grader/core/json";
import type { Lab } from "@lab-grader/core/lab/lab";
import { findLabVersion } from "@lab-grader/core/lab/lab-version";
import { openAssignment, openCohort, requireRight } from "./access.ts";
import { requireSoundAssignment } from "./assignment-rules.ts";
import { assignmentView, ownRules } from "./assignment-view.ts";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { route } from "./route.ts";

/** `POST /v1/cohorts/{cohortId}/assignments` */
const create: ApiHandler<typeof createAssignment> = async (
  { identity, params, body, idempotencyKey },
  deps,
) => {
  const { table } = deps;
  const cohort = await openCohort(params.cohortId, identity, { table, right: "manage" });
  const { lab: labId, labVersion: wanted } = body;
  const version = await findLabVersion({ labId, wanted }, table);
  if (!version)
    throw new VisibleError("assignment.lab_unknown", {
      params: { lab: labId, version: wanted },
      path: "body.labVersion",
    });
  const lab = await deps.getLab(version.digest);
  const { cohortId } = cohort;
  // The same key is the same assignment, so a request that is sent again makes no second one.
  const assignmentId = idOfHash(deps.hash(canonicalJson([cohortId, idempotencyKey])));
  const next = {
    ...{ assignmentId, cohortId },
    ...assignmentOfLab(lab, version.digest),
    ...chosenRules(body, lab),
  };
  await requireSoundAssignment(next, { lab, cohort });

  const writing = await writeAssignment({ next, by: identity.login }, deps);
  const { assignment } = writing;
  if (!assignment) throw new Error(`the assignment ${assignmentId} is gone`);
  const isOther =
    assignment.version === 1 &&
    canonicalJson({ ...next, version: 1 }) !== canonicalJson(assignment);
  if (writing.status === "conflict" && isOther)
    throw new VisibleError("assignment.key_reused", {
      params: { assignmentId },
      path: "header.idempotency-key",
    });
  return {
    status: writing.status === "changed" ? 201 : 200,
    headers: { location: `/v1/assignments/${assignmentId}` },
    body: assignmentView(assignment, lab),
  };
};

/** `GET /v1/assignments/{assignmentId}` */
const get: ApiHandler<typeof getAssignment> = async ({ identity, params }, deps) => {
  const access = await openAssignment(params.assignmentId, identity, deps.table);
  const { assignment } = access;
  const lab = await deps.getLab(assignment.labDigest);
  const view = assignmentView(assignment, lab, access.audience);
  if (access.audience === "staff") return { body: view };
  return {
    body: { ...view, own: await ownRules(assignment, access.learner.learnerId, deps.table) },
  };
};

/** `PATCH /v1/assignments/{assignmentId}` */
const change: ApiHandler<typeof changeAssignment> = async ({ identity, params, body }, deps) => {
  const { table } = deps;
  const { assignment, audience } = await openAssignment(params.assignmentId, identity, table);
  if (audience !== "staff") throw new VisibleError("assignment.not_found");
  await requireRight(assignment.cohortId, identity, { table, right: "manage" });
  if (assignment.version !== body.version) throw changedMeanwhile(body.version, assignment);

  const [lab, cohort] = await Promise.all([
    deps.getLab(assignment.labDigest),
    body.closesAt === undefined ? undefined : table.get(CohortRecord, assignment),
  ]);
  const next = patched(assignment, body);
  await requireSoundAssignment(next, { lab, cohort });
  if (canonicalJson(next) === canonicalJson(assignment))
    return { body: assignmentView(assignment, lab) };

  const writing = await writeAssignment({ next, by: identity.login }, deps);
  if (writing.status === "conflict") {
    const now = writing.assignment ?? (await table.get(AssignmentRecord, assignment));
    throw changedMeanwhile(body.version, now ?? assignment);
  }
  return {
    body: { ...assignmentView(writing.assignment, lab), refoldJobId: writing.jobId },
  };
};

export const manageAssignmentRoutes = [
  route(createAssignment, create),
  route(getAssignment, get),
  route(changeAssignment, change),
];

function changedMeanwhile(seen: number, now: Assignment): VisibleError {
  const { version, opensAt, dueAt, closesAt } = now;
  return new VisibleError("assignment.changed", {
    params: { seen, version, opensAt, dueAt, closesAt },
    path: "body.version",
  });
}

/** 64 of the hash's bits. */
function idOfHash(hash: string): string {
  return idFrom(
    "asg",
    Uint8Array.from(hash.slice(0, 16).match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)),
  );
}

/** What was said, else what the lab proposes. */
function chosenRules(said: AssignmentRequest, lab: Lab) {
  const proposed = proposedRules(lab);
  const attemptLimit = chosen(said.attemptLimit, proposed.attemptLimit);
  const coolDownSeconds = chosen(said.coolDownSeconds, proposed.coolDownSeconds);
  const latePolicy = chosen(said.latePolicy, proposed.latePolicy);
  return {
    opensAt: said.opensAt,
    dueAt: said.dueAt,
    closesAt: said.closesAt ?? said.dueAt,
    timeZone: said.timeZone ?? "UTC",
    title: said.title ?? lab.title,
    keep: said.keep ?? proposed.keep,
    hints: said.hints ?? proposed.hints,
    // Where attempts are limited, denying one action would tell all the others for nothing.
    blockedFeedback: said.blockedFeedback ?? (attemptLimit === undefined ? "full" : "unknownOnly"),
    variables: said.variables ?? {},
    release: said.release ?? "released",
    ...(attemptLimit === undefined ? {} : { attemptLimit }),
    ...(coolDownSeconds === undefined ? {} : { coolDownSeconds }),
    ...(latePolicy === undefined ? {} : { latePolicy }),
    ...(said.canvasId == null ? {} : { canvasId: said.canvasId }),
    ...(said.moodleMaximum == null ? {} : { moodleMaximum: said.moodleMaximum }),
  } as const;
}

function patched(assignment: Assignment, { version, ...said }: AssignmentPatch): Assignment {
  const { attemptLimit, coolDownSeconds, latePolicy, canvasId, moodleMaximum, ...kept } =
    assignment;
  const optional = {
    attemptLimit: chosen(said.attemptLimit, attemptLimit),
    coolDownSeconds: chosen(said.coolDownSeconds, coolDownSeconds),
    latePolicy: chosen(said.latePolicy, latePolicy),
    canvasId: chosen(said.canvasId, canvasId),
    moodleMaximum: chosen(said.moodleMaximum, moodleMaximum),
  };
  return {
    ...kept,
    ...(optional.attemptLimit === undefined ? {} : { attemptLimit: optional.attemptLimit }),
    ...(optional.coolDownSeconds === undefined
      ? {}
      : { coolDownSeconds: optional.coolDownSeconds }),
    ...(optional.latePolicy === undefined ? {} : { latePolicy: optional.latePolicy }),
    ...(optional.canvasId === undefined ? {} : { canvasId: optional.canvasId }),
    ...(optional.moodleMaximum === undefined ? {} : { moodleMaximum: optional.moodleMaximum }),
    version,
    title: said.title ?? kept.title,
    opensAt: said.opensAt ?? kept.opensAt,
    dueAt: said.dueAt ?? kept.dueAt,
    closesAt: said.closesAt ?? kept.closesAt,
    timeZone: said.timeZone ?? kept.timeZone,
    keep: said.keep ?? kept.keep,
    hints: said.hints ?? kept.hints,
    blockedFeedback: said.blockedFeedback ?? kept.blockedFeedback,
    variables: said.variables ?? kept.variables,
    release: said.release ?? kept.release,
  };
}

/** Null is "none"; what is not said stays. */
function chosen<Value>(said: Value | null | undefined, kept: Value | undefined): Value | undefined {
  if (said === null) return undefined;
  return said ?? kept;
}
