import { AssignmentRecord } from "../cohorts/assignment.ts";
import type { Cohort } from "../cohorts/cohort.ts";
import { CohortAssignmentRecord } from "../cohorts/cohort-assignment.ts";
import type { FactRef } from "../facts/fact.ts";
import { bindStage, factsOfStage } from "../lab/bind-stage.ts";
import type { Lab } from "../lab/lab.ts";
import { listAll } from "../storage/list-all.ts";
import type { Table } from "../storage/table.ts";
import type { Now } from "../submissions/ports.ts";

export interface TakenLabsDeps {
  readonly table: Table;
  readonly now: Now;
  readonly getLab: (digest: string) => Promise<Lab>;
  readonly graderAccountId: string;
}

/** Everything that the labs of these cohorts ask of the learner's account. */
export async function factsOfCohorts(
  cohorts: readonly Cohort[],
  learner: { readonly login: string; readonly accountId: string },
  deps: TakenLabsDeps,
): Promise<readonly FactRef[]> {
  const ofCohorts = await Promise.all(
    cohorts.map(({ cohortId }) =>
      listAll(deps.table, CohortAssignmentRecord, { pk: cohortId, prefix: "assignment#" }),
    ),
  );
  const open = ofCohorts.flat().filter(({ closesAt }) => closesAt > deps.now());
  const facts = await Promise.all(open.map((each) => factsOfAssignment(each, learner, deps)));
  return facts.flat();
}

async function factsOfAssignment(
  key: { readonly assignmentId: string },
  learner: { readonly login: string; readonly accountId: string },
  { table, getLab, graderAccountId }: TakenLabsDeps,
): Promise<readonly FactRef[]> {
  const assignment = await table.get(AssignmentRecord, key);
  if (!assignment) return [];
  const lab = await getLab(assignment.labDigest);
  const { variables } = assignment;
  return lab.stages.flatMap(({ id }) =>
    factsOfStage(bindStage(lab, id, { learner, graderAccountId, variables })),
  );
}
