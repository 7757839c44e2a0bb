import { EnrolmentRecord } from "../cohorts/enrolment.ts";
import type { JobWork } from "../jobs/job-work.ts";
import { isJsonObject } from "../json.ts";
import { listAll } from "../storage/list-all.ts";
import type { Table } from "../storage/table.ts";
import type { Now } from "../submissions/ports.ts";
import { refoldCell } from "./refold-cell.ts";

const learnersOfPart = 25;

/** All learners of a cohort, some for each part. Who was dropped keeps a result, so they too. */
export async function partsOfLearners(
  { cohortId }: { readonly cohortId: string },
  table: Table,
): Promise<readonly (readonly string[])[]> {
  const enrolments = await listAll(table, EnrolmentRecord, { pk: cohortId, prefix: "enrolment#" });
  const learners = enrolments.map(({ learnerId }) => learnerId);
  return Array.from({ length: Math.ceil(learners.length / learnersOfPart) }, (_, part) =>
    learners.slice(part * learnersOfPart, (part + 1) * learnersOfPart),
  );
}

/**
 * Folds every cell of an assignment again, after its dates or rules have changed. A learner whose
 * cell says the right thing already costs four reads and no write.
 */
export function refoldWork(deps: { readonly table: Table; readonly now: Now }): JobWork {
  return {
    plan: (job) => partsOfLearners(job, deps.table),
    work: async ({ jobId, cohortId, assignmentId }, learnerId) => {
      if (assignmentId === undefined) throw new Error(`${jobId} names no assignment`);
      const { status } = await refoldCell({ cohortId, assignmentId, learnerId }, deps);
      if (status === "contended")
        throw new Error(`the cell of ${learnerId} in ${assignmentId} kept changing`);
      return { learnerId, status };
    },
    finish: async (_job, parts) => {
      const results = parts.flatMap(({ results: done = [] }) => done);
      const folded = results.filter((each) => isJsonObject(each) && each.status === "folded");
      return { learners: results.length, changed: folded.length };
    },
  };
}
