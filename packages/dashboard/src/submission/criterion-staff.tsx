import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import { Suspense } from "react";
import { useSurroundings } from "./criterion-context.tsx";
import { CriterionActions } from "./staff-slots.tsx";

/** What staff may decide here; nothing where one block stands for several criteria. */
export function CriterionStaff({ outcome }: { readonly outcome: OutcomeView }) {
  const { view } = useSurroundings();
  const isOwn = view.outcomes.some(({ criterion }) => criterion === outcome.criterion);
  if (!isOwn) return null;
  return (
    <Suspense fallback={null}>
      <CriterionActions view={view} outcome={outcome} />
    </Suspense>
  );
}
