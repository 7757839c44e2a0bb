import { Buffer } from "node:buffer";
import { dropLearner as drop, enrolLearner as enrol } from "@lab-grader/core/cohorts/enrolling";
import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import { LearnerLoginRecord } from "@lab-grader/core/cohorts/learner";
import type { RosterPlan } from "@lab-grader/core/cohorts/roster/plan-roster";
import type { Roster } from "@lab-grader/core/cohorts/roster/read-roster";
import { largestRosterBytes } from "@lab-grader/core/cohorts/roster/roster-entry";
import {
  dropLearner,
  enrolLearner,
  importRoster,
  largestRosterPage,
  listLearners,
  mostRosterProblems,
  type RosterReport,
} from "@lab-grader/core/contracts/endpoints/roster";
import { LearnerId } from "@lab-grader/core/ids";
import { listAll } from "@lab-grader/core/storage/list-all";
import { openCohort } from "./access.ts";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { route } from "./route.ts";

/**
 * `POST /v1/cohorts/{cohortId}/roster`: everything is read and checked before the first write, and
 * one problem is enough to write nothing.
 */
const importCsv: ApiHandler<typeof importRoster> = async ({ identity, params, body }, deps) => {
  const { table } = deps;
  const { cohortId } = await openCohort(params.cohortId, identity, { table, right: "manage" });
  const { csv, dryRun, dropMissing = false, loginColumn } = body;
  if (Buffer.byteLength(csv) > largestRosterBytes) {
    throw new VisibleError("roster.too_large", {
      params: { limitBytes: largestRosterBytes },
      path: "body.csv",
    });
  }
  // Loaded when a roster comes: learners never need it.
  const [{ readRoster }, { planRoster }, { applyRoster }] = await Promise.all([
    import("@lab-grader/core/cohorts/roster/read-roster"),
    import("@lab-grader/core/cohorts/roster/plan-roster"),
    import("@lab-grader/core/cohorts/roster/apply-roster"),
  ]);
  const roster = readRoster(csv, { loginColumn });
  const [problem] = roster.problems;
  if (problem && !dryRun) {
    const { line } = problem;
    throw new VisibleError("roster.invalid", {
      params: { count: roster.problems.length, line, problem: problem.problem },
      path: "body.csv",
    });
  }
  const enrolments = await listAll(table, EnrolmentRecord, { pk: cohortId, prefix: "enrolment#" });
  const plan = planRoster(roster.entries, enrolments);
  const changes = plan.enrol.length + plan.reEnrol.length + plan.update.length;
  const { left, ...applied } = dryRun
    ? { ...nothingApplied, left: changes + (dropMissing ? plan.missing.length : 0) }
    : await applyRoster(plan, { cohortId, dropMissing }, deps);
  const status = problem ? "invalid" : dryRun ? "planned" : "applied";
  return {
    body: {
      ...{ status, ...described(roster), plan: counted(plan) },
      ...{ changes: dryRun && !problem ? namedChanges(plan) : [], applied, left },
    },
  };
};

const list: ApiHandler<typeof listLearners> = async ({ identity, params, query }, { table }) => {
  const { cohortId } = await openCohort(params.cohortId, identity, { table, right: "read" });
  const { cursor, limit = largestRosterPage } = query;
  const page = await table.list(EnrolmentRecord, {
    ...{ pk: cohortId, prefix: "enrolment#", limit },
    ...(cursor === undefined ? {} : { cursor }),
  });
  return {
    body: {
      learners: [...page.items],
      ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
    },
  };
};

const enrolOne: ApiHandler<typeof enrolLearner> = async ({ identity, params, body }, deps) => {
  const { table } = deps;
  const { cohortId } = await openCohort(params.cohortId, identity, { table, right: "manage" });
  const learner = await table.get(LearnerLoginRecord, body);
  const known = learner && (await table.get(EnrolmentRecord, { cohortId, ...learner }));
  return { body: await enrol({ cohortId, entry: body, known }, deps) };
};

const dropOne: ApiHandler<typeof dropLearner> = async ({ identity, params }, deps) => {
  const { table } = deps;
  const { cohortId } = await openCohort(params.cohortId, identity, { table, right: "manage" });
  const { learnerId } = params;
  if (!LearnerId.safeParse(learnerId).success) throw new VisibleError("learner.not_found");
  const dropped = await drop({ cohortId, learnerId }, deps);
  if (!dropped) throw new VisibleError("learner.not_found");
  return { body: dropped };
};

export const rosterRoutes = [
  route(importRoster, importCsv),
  route(listLearners, list),
  route(enrolLearner, enrolOne),
  route(dropLearner, dropOne),
];

const nothingApplied = { enrolled: 0, reEnrolled: 0, updated: 0, dropped: 0 };

function described(roster: Roster) {
  const { format, entries, problems, skipped, ignoredColumns } = roster;
  return {
    format,
    learners: entries.length,
    problems: problems.slice(0, mostRosterProblems),
    problemCount: problems.length,
    skipped: skipped.slice(0, mostRosterProblems),
    ignoredColumns: ignoredColumns.slice(0, mostRosterProblems),
  };
}

function counted(plan: RosterPlan): RosterReport["plan"] {
  return {
    enrol: plan.enrol.length,
    reEnrol: plan.reEnrol.length,
    update: plan.update.length,
    unchanged: plan.unchanged.length,
    missing: plan.missing.length,
  };
}

function namedChanges(plan: RosterPlan): RosterReport["changes"] {
  return [
    ...plan.enrol.map(({ login }) => ({ kind: "enrol" as const, login })),
    ...plan.reEnrol.map(({ entry }) => ({ kind: "reEnrol" as const, login: entry.login })),
    ...plan.update.map(({ entry }) => ({ kind: "update" as const, login: entry.login })),
    ...plan.missing.map(({ login }) => ({ kind: "missing" as const, login })),
  ];
}
