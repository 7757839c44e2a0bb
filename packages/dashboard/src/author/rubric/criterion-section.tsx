import Badge from "@cloudscape-design/components/badge";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { LabRubric, RubricCriterion, RubricStage } from "@lab-grader/core/views/lab-rubric";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { AskedCalls } from "./asked-calls.tsx";
import { AuthorWords } from "./author-words.tsx";
import { CriterionKind } from "./criterion-kind.tsx";
import { criterionName, criterionPlace } from "./criterion-name.ts";

const words = text.rubric.criterion;

/** One criterion, closed to a line or open with all that its author wrote. */
export function CriterionSection({
  rubric,
  stage,
  criterion,
  isOpen,
  onToggle,
}: {
  readonly rubric: LabRubric;
  readonly stage: RubricStage;
  readonly criterion: RubricCriterion;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
}) {
  const name = criterionName(stage.stage, criterion.criterion);
  return (
    <div id={criterionPlace(name)} tabIndex={-1} className="rubric-criterion">
      <ExpandableSection
        variant="stacked"
        headingTagOverride="h3"
        headerText={<LearnerText>{criterion.title}</LearnerText>}
        headerDescription={
          <SpaceBetween direction="horizontal" size="xs">
            <LearnerText>{words.header(criterion.criterion, formatPoints(criterion.points))}</LearnerText>
            <span>{criterion.kind === "check" ? criterion.check : words.kinds[criterion.kind]}</span>
            {criterion.isGate && <Badge color="blue">{words.gate}</Badge>}
            {criterion.isHidden && <Badge color="grey">{words.hidden}</Badge>}
            {criterion.restated && (
              <Badge>{words[criterion.restated.as](criterion.restated.stage)}</Badge>
            )}
          </SpaceBetween>
        }
        expanded={isOpen}
        onChange={({ detail }) => onToggle(detail.expanded)}
      >
        {isOpen && (
          <SpaceBetween size="l">
            <CriterionKind criterion={criterion} name={name} />
            <AuthorWords rubric={rubric} stage={stage.stage} criterion={criterion} />
            {criterion.kind === "check" && (
              <AskedCalls stage={stage} criterion={criterion} name={name} />
            )}
          </SpaceBetween>
        )}
      </ExpandableSection>
    </div>
  );
}
