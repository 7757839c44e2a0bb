import StatusIndicator, {
  type StatusIndicatorProps,
} from "@cloudscape-design/components/status-indicator";
import type { OutcomeSummary } from "@lab-grader/core/views/outcome-view";
import { text } from "../text/text.ts";

type Marked = Pick<OutcomeSummary, "outcome"> & Partial<Pick<OutcomeSummary, "fault" | "isHeld">>;

const marks: Readonly<Record<OutcomeSummary["outcome"], StatusIndicatorProps.Type>> = {
  met: "success",
  partly: "warning",
  not_met: "error",
  unknown: "info",
  not_judged: "stopped",
};

/** An outcome as a mark with its word: never by colour alone. */
export function OutcomeMark({ of }: { readonly of: Marked }) {
  const isWaiting = of.outcome === "unknown" && of.fault === "target";
  return (
    <StatusIndicator type={isWaiting ? "pending" : marks[of.outcome]}>
      {outcomeWord(of)}
    </StatusIndicator>
  );
}

/** `not met`; `AWS is not finished`; `on hold: met` */
export function outcomeWord({ outcome, fault, isHeld }: Marked): string {
  const word =
    outcome === "unknown" && fault === "target" ? text.outcomes.waiting : text.outcomes[outcome];
  return isHeld ? `${text.outcomes.held}: ${word}` : word;
}
