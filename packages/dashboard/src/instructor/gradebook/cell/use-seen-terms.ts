import { getTerms, type TermsView } from "@lab-grader/core/contracts/endpoints/terms";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { problemCode } from "../../../api/fault.ts";

/** What somebody decides over. */
export interface SeenTerms {
  readonly version: number;
  /** What was decided since, where somebody else did. */
  readonly overtakenBy: TermsView | undefined;
  /** They have read what holds now, and decide over it. */
  readonly accept: () => void;
}

/**
 * What held when the dialog was opened. When somebody else decides meanwhile, whoever decides here
 * sees it and says so before anything is sent over it.
 * @param fault of the decision, to ask for what holds now when that is what it says.
 */
export function useSeenTerms(terms: TermsView, fault: unknown): SeenTerms {
  const queries = useQueryClient();
  const [version, setSeen] = useState(terms.version);
  const isOvertaken = problemCode(fault) === "terms.changed";
  useEffect(() => {
    if (isOvertaken) void queries.invalidateQueries({ queryKey: [getTerms.name] });
  }, [isOvertaken, queries]);
  return {
    version,
    overtakenBy: terms.version === version ? undefined : terms,
    accept: () => setSeen(terms.version),
  };
}
