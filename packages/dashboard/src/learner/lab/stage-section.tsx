import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AssignmentLab } from "@lab-grader/core/views/assignment-lab";
import { useFollow } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { CriteriaList } from "./criteria-list.tsx";
import { StageFigures } from "./stage-figures.tsx";
import { stageTitle } from "./stage-order.ts";
import type { StageProgress } from "./stage-progress.ts";

const { labs } = text;

/** A stage on its lab's page: how far, what counts, and the way in. */
export function StageSection({
  lab,
  stage,
  progress,
  number,
}: {
  readonly lab: AssignmentLab;
  readonly stage: AssignmentLab["stages"][number];
  /** Absent while it is not known, and for staff. */
  readonly progress: StageProgress | undefined;
  /** From 1. */
  readonly number: number;
}) {
  const follow = useFollow();
  const { title, criteria, questions, maxPoints } = stage;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={[
            labs.stagePoints(formatPoints(maxPoints)),
            ...(questions.length > 0 ? [labs.questionsIn(questions.length)] : []),
          ].join(" · ")}
          actions={
            <Button
              href={`/labs/${lab.assignmentId}/stages/${stage.stage}`}
              onFollow={follow}
              ariaLabel={labs.toStageOf(title)}
            >
              {labs.toStage}
            </Button>
          }
        >
          <LearnerText>{labs.stageNumber(number, title)}</LearnerText>
        </Header>
      }
    >
      <SpaceBetween size="s">
        {progress && <StageFigures progress={progress} titleOf={(id) => stageTitle(lab, id)} />}
        {criteria.length === 0 ? (
          <div>{labs.notOpenStage}</div>
        ) : (
          <ExpandableSection headerText={labs.criteriaOf(criteria.length)} headingTagOverride="h3">
            <CriteriaList lab={lab} stage={stage} />
          </ExpandableSection>
        )}
      </SpaceBetween>
    </Container>
  );
}
