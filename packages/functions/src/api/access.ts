import { type Assignment, AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import { type Learner, LearnerLoginRecord, LearnerRecord } from "@lab-grader/core/cohorts/learner";
import { AssignmentId } from "@lab-grader/core/ids";
import type { Table } from "@lab-grader/core/storage/table";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";

/**
 * Who may see what: learners themselves, instructors their cohorts, admins every cohort. What
 * somebody may not see answers as what isn't there, so that ids can't be tried out.
 */
export type AssignmentAccess =
  | { readonly audience: "staff"; readonly assignment: Assignment }
  | { readonly audience: "learner"; readonly assignment: Assignment; readonly learner: Learner };

/** @throws VisibleError `assignment.not_found` */
export async function openAssignment(
  assignmentId: string,
  identity: Identity,
  table: Table,
): Promise<AssignmentAccess> {
  if (!AssignmentId.safeParse(assignmentId).success) throw new VisibleError("assignment.not_found");
  const assignment = await table.get(AssignmentRecord, { assignmentId });
  if (!assignment) throw new VisibleError("assignment.not_found");
  if (await isStaffOf(assignment.cohortId, identity, table))
    return { audience: "staff", assignment };
  const learner = await findLearner(identity, table);
  if (!learner?.cohorts.includes(assignment.cohortId))
    throw new VisibleError("assignment.not_found");
  return { audience: "learner", assignment, learner };
}

/** An instructor by group and by the cohort's own list; or an admin. */
export async function isStaffOf(
  cohortId: string,
  { login, groups }: Identity,
  table: Table,
): Promise<boolean> {
  if (groups.has("admin")) return true;
  if (!groups.has("instructor")) return false;
  const cohort = await table.get(CohortRecord, { cohortId });
  return cohort?.instructors.includes(login) ?? false;
}

/** The learner that a login belongs to. */
export async function findLearner(identity: Identity, table: Table): Promise<Learner | undefined> {
  const learnerId = await findLearnerId(identity, table);
  return learnerId === undefined ? undefined : await table.get(LearnerRecord, { learnerId });
}

export async function findLearnerId(
  { login, groups }: Identity,
  table: Table,
): Promise<string | undefined> {
  if (!groups.has("learner")) return undefined;
  const known = await table.get(LearnerLoginRecord, { login });
  return known?.learnerId;
}
