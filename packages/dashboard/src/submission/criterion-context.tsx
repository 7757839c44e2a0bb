import type { HintPolicy } from "@lab-grader/core/cohorts/assignment";
import type { InquiryView } from "@lab-grader/core/contracts/endpoints/inquiries";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { createContext, useContext } from "react";

interface Surroundings {
  readonly view: SubmissionView;
  /** Absent until it is known. */
  readonly hintPolicy: HintPolicy | undefined;
  /** All that whoever looks has asked, of other submissions too; none for staff. */
  readonly inquiries: readonly InquiryView[];
}

/** What a criterion needs to know of its submission. */
export const CriterionContext = createContext<Surroundings | undefined>(undefined);

/** Only below `CriteriaSections`. */
export function useSurroundings(): Surroundings {
  const surroundings = useContext(CriterionContext);
  if (!surroundings) throw new Error("useSurroundings is used outside of CriteriaSections.");
  return surroundings;
}
