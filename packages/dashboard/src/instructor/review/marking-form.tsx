import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import type { UnmarkedView } from "@lab-grader/core/contracts/endpoints/review";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import type { Mark } from "./use-mark.ts";

/** Level, note, and what is done with them: all that the keys do, for the mouse and screen readers. */
export function MarkingForm({
  criterion,
  mark,
  onLater,
}: {
  readonly criterion: UnmarkedView["criteria"][number];
  readonly mark: Mark;
  readonly onLater: () => void;
}) {
  const { marking } = text.review;
  const { noteLength, longestNote } = mark;
  return (
    <SpaceBetween size="m">
      <FormField
        label={marking.levels}
        errorText={mark.isLevelMissing ? marking.levelMissing : undefined}
      >
        <RadioGroup
          value={mark.level === undefined ? null : String(mark.level)}
          onChange={({ detail }) => mark.choose(Number(detail.value))}
          items={criterion.levels.map(({ level, points, when }) => ({
            value: String(level),
            label: marking.level(level, formatPoints(points), formatPoints(criterion.maxPoints)),
            description: when,
          }))}
        />
      </FormField>
      <FormField
        label={marking.note}
        description={marking.noteMeans}
        errorText={
          noteLength > longestNote ? marking.noteTooLong(noteLength, longestNote) : undefined
        }
      >
        <Textarea value={mark.note} rows={3} onChange={({ detail }) => mark.write(detail.value)} />
      </FormField>
      {mark.fault ? <FaultAlert fault={mark.fault} /> : null}
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="primary" loading={mark.isSending} onClick={() => void mark.send()}>
          {marking.send}
        </Button>
        <Button onClick={onLater}>{marking.later}</Button>
        <Button variant="link" onClick={() => mark.choose(undefined)}>
          {marking.clear}
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
