import { type Assignment, AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import {
  type Cohort,
  CohortRecord,
  hasRight,
  type StaffRight,
} from "@lab-grader/core/cohorts/cohort";
import { type Learner, LearnerLoginRecord, LearnerRecord } from "@lab-grader/core/cohorts/learner";
import { AssignmentId, CohortId } from "@lab-grader/core/ids";
import type { Table } from "@lab-grader/core/storage/table";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";

/**
 * Who may see what: learners themselves, staff their cohorts, admins every cohort. What
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

/**
 * A cohort that somebody runs.
 * @throws VisibleError `cohort.not_found` for everybody else, `cohort.role_too_small` where the
 * role in this cohort does not give the right.
 */
export async function openCohort(
  cohortId: string,
  identity: Identity,
  { table, right }: { table: Table; right: StaffRight },
): Promise<Cohort> {
  const cohort = CohortId.safeParse(cohortId).success
    ? await table.get(CohortRecord, { cohortId })
    : undefined;
  if (!cohort || !isAllowed(cohort, identity, "read")) throw new VisibleError("cohort.not_found");
  if (!isAllowed(cohort, identity, right)) throw new VisibleError("cohort.role_too_small");
  return cohort;
}

/** Whether somebody runs the cohort, with a role that gives the right; admins may everything. */
export async function isStaffOf(
  cohortId: string,
  identity: Identity,
  table: Table,
  right: StaffRight = "read",
): Promise<boolean> {
  if (identity.groups.has("admin")) return true;
  if (!identity.groups.has("instructor")) return false;
  const cohort = await table.get(CohortRecord, { cohortId });
  return cohort !== undefined && isAllowed(cohort, identity, right);
}

/**
 * For what staff do in an assignment beyond reading it.
 * @throws VisibleError `cohort.role_too_small`
 */
export async function requireRight(
  cohortId: string,
  identity: Identity,
  { table, right }: { table: Table; right: StaffRight },
): Promise<void> {
  if (!(await isStaffOf(cohortId, identity, table, right)))
    throw new VisibleError("cohort.role_too_small");
}

/** The group lets people be staff at all; the cohort says of whom they are. */
function isAllowed(cohort: Cohort, { login, groups }: Identity, right: StaffRight): boolean {
  if (groups.has("admin")) return true;
  return groups.has("instructor") && hasRight(cohort, login, right);
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
