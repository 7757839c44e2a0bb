import { ApiProblem, UnreadableAnswer } from "@lab-grader/core/client";
import { withTimes } from "@lab-grader/core/views/figures";
import { formatMoment } from "../parts/moment.tsx";
import { SignInRefused } from "../sign-in/tokens.ts";
import { text } from "../text/text.ts";

/** A fault in words for whoever reads the page. */
export interface FaultWords {
  readonly title: string;
  readonly detail: string;
  /** Of the API; decide by it. */
  readonly code?: string;
  /** For whoever runs the service. */
  readonly requestId?: string;
  /** Whether the same again may work. */
  readonly isWorthRetrying: boolean;
}

/** What happened, and what to do. */
export function describeFault(fault: unknown): FaultWords {
  if (fault instanceof ApiProblem) {
    const { title, detail, code, requestId, status } = fault.problem;
    return {
      title,
      detail: withTimes(detail, formatMoment),
      code,
      ...(requestId === "" ? {} : { requestId }),
      isWorthRetrying: status >= 500 || status === 429,
    };
  }
  if (fault instanceof SignInRefused) return { ...text.faults.ended, isWorthRetrying: false };
  if (fault instanceof UnreadableAnswer) {
    return { ...text.faults.unreadable(fault.status), isWorthRetrying: true };
  }
  // What `fetch` throws where nothing answers.
  if (fault instanceof TypeError) return { ...text.faults.unreachable, isWorthRetrying: true };
  return {
    ...text.faults.own(fault instanceof Error ? fault.message : String(fault)),
    isWorthRetrying: false,
  };
}

/** The code of a refusal by the API. */
export function problemCode(fault: unknown): string | undefined {
  return fault instanceof ApiProblem ? fault.problem.code : undefined;
}
