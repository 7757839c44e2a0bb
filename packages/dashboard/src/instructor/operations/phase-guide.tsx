import Box from "@cloudscape-design/components/box";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { phases } from "@lab-grader/core/views/phases";
import { text } from "../../text/text.ts";

const words = text.operations;

/** For each phase how long is usual, and from when on somebody should look. */
export function PhaseGuide() {
  return (
    <ExpandableSection headerText={words.guide} variant="footer">
      <SpaceBetween size="m">
        <Box variant="p">{words.guideLead}</Box>
        <ColumnLayout columns={2} variant="text-grid" minColumnWidth={280}>
          {phases.map((phase) => (
            <div key={phase}>
              <h3 className="section-title">{words.phases[phase]}</h3>
              <Box variant="p" padding="n">
                <strong>{words.normal}</strong>: {words.guides[phase].normal}
              </Box>
              <Box variant="p" padding="n">
                <strong>{words.worry}</strong>: {words.guides[phase].worry}
              </Box>
            </div>
          ))}
        </ColumnLayout>
      </SpaceBetween>
    </ExpandableSection>
  );
}
