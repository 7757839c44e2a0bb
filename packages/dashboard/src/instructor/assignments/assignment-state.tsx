import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { text } from "../../text/text.ts";

const marks = { before: "pending", open: "success", closed: "stopped" } as const;

/** Whether submissions are taken right now. */
export function AssignmentState({
  of: { opensAt, closesAt },
}: {
  readonly of: { readonly opensAt: string; readonly closesAt: string };
}) {
  const now = new Date().toISOString();
  const state = now < opensAt ? "before" : now < closesAt ? "open" : "closed";
  return <StatusIndicator type={marks[state]}>{text.assignments.states[state]}</StatusIndicator>;
}
