import FormField from "@cloudscape-design/components/form-field";
import Textarea from "@cloudscape-design/components/textarea";
import { text } from "../../text/text.ts";

/** Why somebody decides: kept with every grade that follows. */
export function ReasonField({
  value,
  onChange,
  description,
  isMissing,
  longest = 500,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Who reads it. */
  readonly description: string;
  readonly isMissing: boolean;
  readonly longest?: number;
}) {
  const tooLong = value.trim().length > longest;
  return (
    <FormField
      label={text.review.reason}
      description={description}
      errorText={
        isMissing
          ? text.review.reasonMissing
          : tooLong && text.review.reasonTooLong(value.trim().length, longest)
      }
    >
      <Textarea value={value} rows={3} onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  );
}
