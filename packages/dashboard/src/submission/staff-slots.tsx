import { lazy } from "react";

/** What staff may do with a submission: fetched only where it is drawn, so learners never do. */
export const SubmissionActions = lazy(async () => {
  const { SubmissionActions: component } = await import(
    "../instructor/review/submission-actions.tsx"
  );
  return { default: component };
});

/** The same for one criterion. */
export const CriterionActions = lazy(async () => {
  const { CriterionActions: component } = await import(
    "../instructor/review/criterion-actions.tsx"
  );
  return { default: component };
});
