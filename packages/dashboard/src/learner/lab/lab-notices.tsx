import Alert from "@cloudscape-design/components/alert";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";

const { labs } = text;

/** What is out of the ordinary: excused, on hold, not released. */
export function LabNotices({
  assignment: { own, holds, release },
}: {
  readonly assignment: AssignmentView;
}) {
  return (
    <>
      {own?.isExcused && (
        <Alert type="info" header={labs.excusedTitle}>
          {labs.excused}
        </Alert>
      )}
      {release === "hidden" && (
        <Alert type="info" header={labs.hiddenTitle}>
          {labs.hidden}
        </Alert>
      )}
      {holds.length > 0 && (
        <Alert type="info" header={labs.heldTitle}>
          {holds.map(({ criterion, reason }) => (
            <div key={criterion}>
              <LearnerText>{labs.held(criterion, reason)}</LearnerText>
            </div>
          ))}
        </Alert>
      )}
    </>
  );
}
