import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { text } from "../../text/text.ts";

const words = text.rubric.proof.detail;

/** Whether something came out as its case says. */
export function AsExpected({ is }: { readonly is: boolean }) {
  return is ? (
    <StatusIndicator type="success">{words.isAsExpected}</StatusIndicator>
  ) : (
    <StatusIndicator type="error">{words.isOtherwise}</StatusIndicator>
  );
}
