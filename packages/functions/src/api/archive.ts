import { readArchive } from "@lab-grader/core/cohorts/archive/read-archive";
import { restoreRecords } from "@lab-grader/core/cohorts/archive/restore-archive";
import { eraseLearner as erase } from "@lab-grader/core/cohorts/erase-learner";
import { LearnerRecord } from "@lab-grader/core/cohorts/learner";
import { readArchivePart, restoreArchive } from "@lab-grader/core/contracts/endpoints/archive";
import { eraseLearner } from "@lab-grader/core/contracts/endpoints/erasure";
import { LearnerId } from "@lab-grader/core/ids";
import { openCohort } from "./access.ts";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { route } from "./route.ts";

const read: ApiHandler<typeof readArchivePart> = async ({ identity, params, query }, { table }) => {
  const cohort = await openCohort(params.cohortId, identity, { table, right: "manage" });
  const { part, cursor } = query;
  const piece = await readArchive(cohort, part, { table, cursor });
  if (!piece) throw new VisibleError("archive.no_part", { params: { part }, path: "query.part" });
  const { records, parts, leftOut } = piece;
  return {
    body: {
      ...{ records: [...records], parts: [...parts], leftOut: [...leftOut] },
      ...(piece.cursor === undefined ? {} : { cursor: piece.cursor }),
    },
  };
};

const restore: ApiHandler<typeof restoreArchive> = async ({ body }, { table }) => {
  const { cohortId, records } = body;
  const restored = await restoreRecords(records, { cohortId, table });
  if (restored.status === "restored") {
    const { written, same } = restored;
    return { body: { written, same } };
  }
  const { at, kind, status } = restored;
  throw new VisibleError(`archive.${status}`, {
    params: { kind, ...(status === "foreign" && { cohortId }) },
    path: `body.records.${at}`,
  });
};

const eraseOne: ApiHandler<typeof eraseLearner> = async ({ identity, params, body }, deps) => {
  const { learnerId } = params;
  const learner = LearnerId.safeParse(learnerId).success
    ? await deps.table.get(LearnerRecord, { learnerId })
    : undefined;
  if (!learner) throw new VisibleError("learner.not_found");
  // After the first step nobody knows the login any more.
  if (!learner.erased && learner.login !== body.login)
    throw new VisibleError("learner.other_login", { path: "body.login" });
  const at = learner.erased?.at ?? deps.now();
  const step = await erase(
    learner,
    { by: identity.login, reason: body.reason },
    { ...deps, now: () => at },
  );
  return { body: { learnerId, erasedAt: at, ...step } };
};

export const archiveRoutes = [
  route(readArchivePart, read),
  route(restoreArchive, restore),
  route(eraseLearner, eraseOne),
];
