import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import type { JsonObject } from "@lab-grader/core/json";
import { Command } from "../../parts/command.tsx";

/** A policy as AWS takes it, to be read and copied. */
export function PolicyDocument({
  title,
  label,
  note,
  document,
}: {
  readonly title: string;
  /** Names it among the others of the page. */
  readonly label: string;
  readonly note?: string;
  readonly document: JsonObject;
}) {
  return (
    <ExpandableSection headerText={title} headerAriaLabel={label}>
      {note !== undefined && <Box padding={{ bottom: "xs" }}>{note}</Box>}
      <Command label={label}>{JSON.stringify(document, null, 2)}</Command>
    </ExpandableSection>
  );
}
