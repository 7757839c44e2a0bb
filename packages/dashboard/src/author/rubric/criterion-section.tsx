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
  const { isGate, isHidden } = criterion;
  return (
    <div id={criterionPlace(name)} tabIndex={-1} className="rubric-criterion">
      <ExpandableSection
        variant="stacked"
        headingTagOverride="h3"
        headerText={<LearnerText>{criterion.title}</LearnerText>}
        headerDescription={descriptionOf(criterion)}
        headerInfo={
          (isGate || isHidden) && (
            <SpaceBetween direction="horizontal" size="xs">
              {isGate && <Badge color="blue">{words.gate}</Badge>}
              {isHidden && <Badge color="grey">{words.hidden}</Badge>}
            </SpaceBetween>
          )
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

function descriptionOf(criterion: RubricCriterion): string {
  const { points, kind, restated } = criterion;
  return [
    words.header(criterion.criterion, formatPoints(points)),
    kind === "check" ? criterion.check : words.kinds[kind],
    ...(restated ? [words[restated.as](restated.stage)] : []),
  ].join(" · ");
}
