import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { text } from "../../text/text.ts";

const words = text.assignmentForm;

/** Says that what was typed before is here again. */
export function DraftNotice({
  drop,
  onDrop,
}: {
  /** The button's text. */
  readonly drop: string;
  readonly onDrop: () => void;
}) {
  return (
    <Alert
      type="info"
      header={words.draftTitle}
      action={
        <Button formAction="none" onClick={onDrop}>
          {drop}
        </Button>
      }
    >
      {words.draft}
    </Alert>
  );
}
