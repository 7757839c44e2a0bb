import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { LeftOverView } from "@lab-grader/core/views/left-over-view";
import { leftOversText, leftOverTitle } from "@lab-grader/core/views/left-overs-text";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { Command } from "../parts/command.tsx";
import { LearnerText } from "../parts/learner-text.tsx";
import { text } from "../text/text.ts";
import { isForStaff } from "./for-staff.ts";

/** What a lab left in the account, with the commands that delete it. Who has not passed still needs it. */
export function LeftBehind({
  view,
  leftOvers,
}: {
  readonly view: SubmissionView;
  readonly leftOvers: readonly LeftOverView[];
}) {
  const { submissions } = text;
  if (leftOvers.length === 0 && !view.isPassed) return null;
  return (
    <ExpandableSection
      variant="container"
      headingTagOverride="h2"
      headerText={isForStaff(view) ? submissions.leftBehindStaff : submissions.leftBehind}
      headerCounter={`(${leftOvers.length})`}
      headerDescription={
        view.isPassed || isForStaff(view) ? undefined : submissions.leftBehindLater
      }
      defaultExpanded={view.isPassed && !isForStaff(view)}
    >
      <SpaceBetween size="m">
        <div>{leftOversText(leftOvers)}</div>
        {leftOvers.map((leftOver) => (
          <div key={leftOver.command}>
            <LearnerText>{leftOverTitle(leftOver)}</LearnerText>
            <Command label={submissions.deleteCommand(leftOverTitle(leftOver))}>
              {leftOver.command}
            </Command>
          </div>
        ))}
      </SpaceBetween>
    </ExpandableSection>
  );
}
