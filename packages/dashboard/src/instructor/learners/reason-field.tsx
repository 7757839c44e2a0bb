import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { text } from "../../text/text.ts";

const { account: words } = text.learnerRecord;

/** Why staff do something to a learner; kept beside what they did. */
export function ReasonField({
  reason,
  isSent,
  onChange,
}: {
  readonly reason: string;
  /** Somebody has tried to send it: now an empty one is marked. */
  readonly isSent: boolean;
  readonly onChange: (reason: string) => void;
}) {
  return (
    <FormField
      label={words.reason}
      description={words.reasonNote}
      errorText={isSent && reason.trim() === "" ? words.reasonEmpty : ""}
    >
      <Input value={reason} onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  );
}
