import { CohortAssignmentRecord } from "@lab-grader/core/cohorts/cohort-assignment";
import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import {
  auditCohort,
  type LearnerAuditView,
  listSeals,
  type SealView,
  startSeal,
} from "@lab-grader/core/contracts/endpoints/audit";
import { auditLearner } from "@lab-grader/core/gradebook/audit/learner-audit";
import {
  newestSeal,
  type Seal,
  SealRecord,
  sealPartition,
  sealProblems,
} from "@lab-grader/core/gradebook/audit/seal";
import { rulesOf } from "@lab-grader/core/gradebook/audit/seal-work";
import { viewJob } from "@lab-grader/core/jobs/job-view";
import { startJob } from "@lab-grader/core/jobs/start-job";
import { listAll } from "@lab-grader/core/storage/list-all";
import { openCohort } from "./access.ts";
import type { ApiHandler } from "./deps.ts";
import { route } from "./route.ts";

const sealsOfPage = 50;
/** Each costs a read for every submission, grade and term. */
const learnersOfPage = 10;

const list: ApiHandler<typeof listSeals> = async ({ identity, params, query }, { table, hash }) => {
  const { cohortId } = params;
  await openCohort(cohortId, identity, { table, right: "read" });
  const page = await table.list(SealRecord, {
    ...{ pk: sealPartition(cohortId), prefix: "", limit: sealsOfPage },
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  });
  const [first] = page.items;
  // The one before the page, so that no link goes unseen.
  const before =
    first === undefined || first.number === 1
      ? undefined
      : await table.get(SealRecord, { cohortId, number: first.number - 1 });
  return {
    body: {
      seals: page.items.map(sealView),
      problems: [...sealProblems(before ? [before, ...page.items] : page.items, hash)],
      ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
    },
  };
};

const start: ApiHandler<typeof startSeal> = async ({ identity, params }, deps) => {
  const { cohortId } = params;
  await openCohort(cohortId, identity, { table: deps.table, right: "manage" });
  const job = await startJob({ kind: "seal", cohortId, by: identity.login, input: {} }, deps);
  return { body: await viewJob(job, deps.table) };
};

const audit: ApiHandler<typeof auditCohort> = async ({ identity, params, query }, deps) => {
  const { cohortId } = params;
  const { table } = deps;
  await openCohort(cohortId, identity, { table, right: "read" });
  const [seal, assignments, page] = await Promise.all([
    newestSeal(cohortId, table),
    listAll(table, CohortAssignmentRecord, { pk: cohortId, prefix: "assignment#" }),
    table.list(EnrolmentRecord, {
      ...{ pk: cohortId, prefix: "enrolment#", limit: learnersOfPage },
      ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
    }),
  ]);
  const assignmentIds = assignments.map(({ assignmentId }) => assignmentId);
  const upTo = seal?.upTo ?? deps.now();
  const learners = page.items.map(async ({ learnerId, login }): Promise<LearnerAuditView> => {
    const of = { cohortId, learnerId, assignmentIds, upTo };
    const found = await auditLearner(of, deps);
    const differing = seal && differingSeals(seal, { learnerId, hash: found.hash });
    return {
      ...{ learnerId, login, grades: found.grades },
      problems: [
        ...found.problems,
        ...(differing ?? []).map((number) => ({
          ...{ code: "seal.differs" as const, at: String(number) },
        })),
      ],
    };
  });
  const sealedRules = Object.entries(seal?.rules ?? {});
  const rules = sealedRules.length === 0 ? {} : await rulesOf(cohortId, deps);
  return {
    body: {
      ...(seal === undefined ? {} : { seal: sealView(seal) }),
      changedAssignments: sealedRules.flatMap(([id, sealed]) => (rules[id] === sealed ? [] : id)),
      learners: await Promise.all(learners),
      ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
    },
  };
};

/** Numbers of the seals that a learner's chains don't fit: an earlier one, and the newest. */
function differingSeals(
  seal: Seal,
  { learnerId, hash }: { readonly learnerId: string; readonly hash: string },
): readonly number[] {
  const earlier = seal.differing?.[learnerId];
  const sealed = seal.learners[learnerId];
  return [
    ...(earlier === undefined ? [] : [earlier]),
    ...(sealed !== undefined && sealed !== hash ? [seal.number] : []),
  ];
}

function sealView({ number, at, upTo, hash, previousHash }: Seal): SealView {
  return { number, at, upTo, hash, ...(previousHash === undefined ? {} : { previousHash }) };
}

export const auditRoutes = [
  route(listSeals, list),
  route(startSeal, start),
  route(auditCohort, audit),
];
