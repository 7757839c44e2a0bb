import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AskedFact } from "@lab-grader/core/views/asked-fact";
import type { AssignmentLab } from "@lab-grader/core/views/assignment-lab";
import { capitalised } from "@lab-grader/core/views/figures";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";

const { labs } = text;

/** Everything that is asked of AWS for a lab: what somebody lets us read, before they let us in. */
export function GraderLooks({ lab }: { readonly lab: AssignmentLab }) {
  const looks = looksOf(lab.stages.flatMap(({ asks }) => asks));
  if (looks.length === 0) return null;
  return (
    <ExpandableSection variant="container" headerText={labs.look} headingTagOverride="h2">
      <SpaceBetween size="s">
        <div>
          {lab.probes.length === 0 ? labs.settingsOnly : labs.beyondSettings}
          {lab.probes.map((probe) => (
            <div key={probe}>{labs.probes[probe]}</div>
          ))}
        </div>
        <div>
          {lab.regions.length === 0 ? labs.lookGlobal : labs.lookWhere(lab.regions.join(", "))}
        </div>
        <ul>
          {looks.map(([summary, operations]) => (
            <li key={summary}>
              <LearnerText>{capitalised(summary)}</LearnerText>
              <div>
                <code className="learner-text">{operations.join(", ")}</code>
              </div>
            </li>
          ))}
        </ul>
      </SpaceBetween>
    </ExpandableSection>
  );
}

/** The same question of several stages once, with its calls. */
function looksOf(asks: readonly AskedFact[]): readonly (readonly [string, readonly string[]])[] {
  return [...Map.groupBy(asks, ({ summary }) => summary)].map(([summary, same]) => [
    summary,
    [...new Set(same.flatMap(({ operations }) => operations))],
  ]);
}
