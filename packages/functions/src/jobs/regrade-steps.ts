import { JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import { RegradeView } from "@lab-grader/core/contracts/endpoints/regrades";
import type { Table } from "@lab-grader/core/storage/table";
import { type Submission, SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { expect } from "vitest";
import { testIds } from "../testing.ts";
import { aTestRegrader, publishVersion, regradesPath } from "./testing.ts";

type Regrader = Awaited<ReturnType<typeof aTestRegrader>>;

const { learnerId, otherLearnerId } = testIds;
/** Of every application. */
export const reason = "The rubric forgot the table class.";

/** The first learner's table is protected (6 of 6), the other's is not (2 of 6). */
export async function aClass() {
  const system = await aTestRegrader();
  const first = await system.handIn({}, { learnerId, accountId: "100000000001" });
  const other = await system.handIn(
    { isProtected: false },
    { learnerId: otherLearnerId, accountId: "100000000002" },
  );
  return { ...system, first, other };
}

/** Version 1.1.0: protection is worth 1, the table 4: 6 points stay 6, 2 become 4. */
export async function publishGentler(table: Table) {
  return await publishVersion(table, "1.1.0", (criteria) => ({
    ...criteria,
    table: { ...criteria.table, points: 4 },
    protected: { ...criteria.protected, points: 1 },
  }));
}

/** Version 1.2.0: protection is worth 1: 6 points become 4, 2 stay 2. */
export async function publishStricter(table: Table) {
  return await publishVersion(table, "1.2.0", (criteria) => ({
    ...criteria,
    protected: { ...criteria.protected, points: 1 },
  }));
}

/** A plan, once it is done. */
export async function planned({ ask, drain }: Regrader, body: object = {}) {
  const started = await ask("POST", regradesPath, body);
  expect(started.statusCode).toBe(202);
  await drain();
  return await shown({ ask }, JobView.parse(started.json).jobId);
}

async function shown({ ask }: Pick<Regrader, "ask">, jobId: string) {
  const { json } = await ask("GET", `${regradesPath}/${jobId}`);
  return RegradeView.parse(json);
}

/** The application of a plan, once it is done. */
export async function applied(system: Regrader, jobId: string, body: object = {}) {
  const started = await system.ask("POST", `${regradesPath}/${jobId}/apply`, { reason, ...body });
  expect(started.statusCode).toBe(202);
  await system.drain();
  return await shown(system, JobView.parse(started.json).jobId);
}

/** Of the effective grade. */
export const pointsOf = async (table: Table, submission: Submission) =>
  (await table.get(SubmissionRecord, submission))?.points;
