import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { LabRubric, RubricStage } from "@lab-grader/core/views/lab-rubric";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty } from "../../parts/loaded.tsx";
import { Markdown } from "../../parts/markdown.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { PlainTable } from "./plain-table.tsx";
import "./rubric.css";

const words = text.rubric.sheet;

/** What learners may read before they hand in. */
export function SheetView({ rubric }: { readonly rubric: LabRubric }) {
  return (
    <SpaceBetween size="l">
      <Box>{words.intro}</Box>
      <Container header={<Header variant="h2">{words.checklist}</Header>}>
        <SpaceBetween size="l">
          {rubric.stages.map((stage) => (
            <StageChecklist key={stage.stage} stage={stage} />
          ))}
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{words.sheet}</Header>}>
        {rubric.sheet === undefined ? (
          <Empty title={words.noSheetTitle}>{words.noSheet}</Empty>
        ) : (
          <Markdown>{rubric.sheet}</Markdown>
        )}
      </Container>
    </SpaceBetween>
  );
}

function StageChecklist({
  stage: { title, maxPoints, checklist },
}: {
  readonly stage: RubricStage;
}) {
  const isAnyChosen = checklist.some(({ choices }) => choices !== undefined);
  return (
    <SpaceBetween size="xs">
      <Header variant="h3" description={text.rubric.stages.points(formatPoints(maxPoints))}>
        <LearnerText>{title}</LearnerText>
      </Header>
      {checklist.length === 0 ? (
        <Box>{words.noCriteria}</Box>
      ) : (
        <PlainTable
          label={words.checklistOf(title)}
          head={[
            ...[words.criterion, words.points, words.expected],
            ...(isAnyChosen ? [words.choices] : []),
          ]}
          rows={checklist.map((item) => [
            <LearnerText key="title">{item.title}</LearnerText>,
            formatPoints(item.points),
            <LearnerText key="expected">{item.expected}</LearnerText>,
            ...(isAnyChosen
              ? [<LearnerText key="choices">{(item.choices ?? []).join("; ")}</LearnerText>]
              : []),
          ])}
        />
      )}
    </SpaceBetween>
  );
}
