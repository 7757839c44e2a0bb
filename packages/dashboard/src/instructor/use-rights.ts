import { hasRight, type StaffRight } from "@lab-grader/core/cohorts/cohort";
import { getCohort } from "@lab-grader/core/contracts/endpoints/cohorts";
import { useOperation } from "../api/use-operation.ts";
import { usePerson } from "../sign-in/session-context.tsx";

/** What whoever is signed in may do in a cohort. */
export interface Rights {
  readonly mayRead: boolean;
  readonly mayMark: boolean;
  readonly mayManage: boolean;
}

/**
 * By the role in the cohort; administrators may everything. Nothing while it is not known. The API
 * decides in any case: this only keeps away buttons that it would refuse.
 */
export function useRights(cohortId: string | undefined): Rights {
  const { login, groups, isStaff } = usePerson();
  const isAdmin = groups.includes("admin");
  const { data: cohort } = useOperation(
    getCohort,
    { params: { cohortId: cohortId ?? "" } },
    { isEnabled: isStaff && !isAdmin && cohortId !== undefined },
  );
  const may = (right: StaffRight) =>
    isAdmin || (cohort !== undefined && hasRight(cohort, login, right));
  return { mayRead: may("read"), mayMark: may("mark"), mayManage: may("manage") };
}
