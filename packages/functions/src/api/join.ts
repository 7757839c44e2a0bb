import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import { enrolLearner } from "@lab-grader/core/cohorts/enrolling";
import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import {
  JoinLinkRecord,
  joinToken,
  readJoinLink,
  type UsedJoinLink,
  useJoinLink,
} from "@lab-grader/core/cohorts/join-link";
import { LearnerLoginRecord } from "@lab-grader/core/cohorts/learner";
import {
  createJoinLink,
  joinCohort,
  revokeJoinLink,
} from "@lab-grader/core/contracts/endpoints/cohorts";
import type { Table } from "@lab-grader/core/storage/table";
import { openCohort } from "./access.ts";
import { cohortView } from "./cohorts.ts";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { route } from "./route.ts";

const create: ApiHandler<typeof createJoinLink> = async ({ identity, params, body }, deps) => {
  const { table } = deps;
  const { cohortId } = await openCohort(params.cohortId, identity, { table, right: "manage" });
  const createdAt = deps.now();
  const { expiresAt, largestUses } = body;
  if (expiresAt <= createdAt) {
    throw new VisibleError("dates.out_of_order", {
      params: { earlier: "now", later: "expiresAt" },
      path: "body.expiresAt",
    });
  }
  const token = joinToken(cohortId, deps.newSecret());
  await table.put(JoinLinkRecord, {
    ...{ cohortId, tokenHash: deps.hash(token), expiresAt, uses: 0, largestUses, createdAt },
    createdBy: identity.login,
  });
  return { body: { cohortId, token, expiresAt, largestUses } };
};

const revoke: ApiHandler<typeof revokeJoinLink> = async ({ identity, params }, { table, now }) => {
  const cohort = await openCohort(params.cohortId, identity, { table, right: "manage" });
  const { cohortId } = cohort;
  // Ended, not removed: staff still see how often it was used.
  await table.update(JoinLinkRecord, { cohortId }, { expiresAt: now() }, { all: [] });
  return { body: await cohortView(cohort, table) };
};

const join: ApiHandler<typeof joinCohort> = async ({ identity, body: { token } }, deps) => {
  const { table } = deps;
  const { link, ...read } = await readJoinLink(token, deps);
  if (read.status === "unknown" || read.status === "ended") throw refusal(read);
  const cohortId = link?.cohortId ?? token.slice(0, token.indexOf("."));
  const [cohort, known] = await Promise.all([
    table.get(CohortRecord, { cohortId }),
    findEnrolment(identity.login, cohortId, table),
  ]);
  if (!cohort) throw new VisibleError("join.unknown");
  const { name } = cohort;
  if (known?.state === "enrolled") return { body: { status: "already", cohortId, name } };
  if (known) throw new VisibleError("join.dropped");

  const used = await useJoinLink(token, deps);
  if (used.status !== "usable") throw refusal(used);
  await enrolLearner({ cohortId, entry: { login: identity.login, externalIds: {} } }, deps);
  return { body: { status: "joined", cohortId, name } };
};

export const joinRoutes = [
  route(createJoinLink, create),
  route(revokeJoinLink, revoke),
  route(joinCohort, join),
];

async function findEnrolment(login: string, cohortId: string, table: Table) {
  const learner = await table.get(LearnerLoginRecord, { login });
  if (!learner) return undefined;
  return await table.get(EnrolmentRecord, { cohortId, learnerId: learner.learnerId });
}

function refusal(used: Exclude<UsedJoinLink, { status: "usable" }>): VisibleError {
  switch (used.status) {
    case "unknown":
      return new VisibleError("join.unknown", { path: "body.token" });
    case "ended":
      return new VisibleError("join.ended", { params: { expiresAt: used.expiresAt } });
    case "full":
      return new VisibleError("join.full", { params: { largestUses: used.largestUses } });
    default:
      return used satisfies never;
  }
}
