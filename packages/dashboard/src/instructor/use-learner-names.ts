import { useCallback, useMemo } from "react";
import { useAllLearners } from "./learners/use-all-learners.ts";

/** The name of a learner of a cohort, else the login, else the id while it is not known. */
export function useLearnerNames(cohortId: string): (learnerId: string) => string {
  const { learners } = useAllLearners(cohortId);
  const names = useMemo(
    () =>
      new Map(
        learners?.map(({ learnerId, login, name }) => [
          learnerId,
          name === undefined ? login : `${name.full} (${login})`,
        ]),
      ),
    [learners],
  );
  return useCallback((learnerId) => names.get(learnerId) ?? learnerId, [names]);
}
