import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { durationWords, lateExample, lateWords } from "../../parts/late-words.ts";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatMoment, ownTimeZone } from "../../parts/moment.tsx";
import { formatPoints } from "../../parts/points.ts";
import { localTimeIn } from "../../parts/zoned-time.ts";
import { text } from "../../text/text.ts";
import { AssignmentState } from "./assignment-state.tsx";

const words = text.assignments.page;

/** Dates and rules in words. */
export function AssignmentRules({ assignment }: { readonly assignment: AssignmentView }) {
  const { lab, stages, maxPoints, latePolicy, variables, canvasId, moodleMaximum } = assignment;
  const set = Object.entries(variables);
  const ids = [
    ...(canvasId === undefined ? [] : [words.canvasId(canvasId)]),
    ...(moodleMaximum === undefined ? [] : [words.moodleMaximum(String(moodleMaximum))]),
  ];
  const example = latePolicy && lateExample(latePolicy, stages[0]?.maxPoints ?? maxPoints);
  const items = [
    { label: words.attempts, value: <Lines lines={attemptLines(assignment)} /> },
    {
      label: words.late,
      value: <Lines lines={[lateWords(latePolicy), ...(example ? [example] : [])]} />,
    },
    { label: words.blocked, value: words.blockedFeedback[assignment.blockedFeedback] },
    { label: words.hints, value: words.hintPolicies[assignment.hints] },
    { label: words.passAt, value: words.passAtWords(formatPoints(assignment.passAt)) },
    ...(set.length === 0
      ? []
      : [
          {
            label: words.variables,
            value: <Lines lines={set.map(([name, value]) => words.variableOf(name, value))} />,
          },
        ]),
    ...(ids.length === 0 ? [] : [{ label: words.exportIds, value: <Lines lines={ids} /> }]),
  ];
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header variant="h2" info={<AssignmentState of={assignment} />}>
            {words.dates}
          </Header>
        }
      >
        <KeyValuePairs columns={3} minColumnWidth={180} items={dateItems(assignment)} />
      </Container>
      <Container
        header={
          <Header variant="h2" description={text.assignmentForm.labFixed(lab.id, lab.version)}>
            {words.rules}
          </Header>
        }
      >
        <KeyValuePairs columns={2} minColumnWidth={260} items={items} />
      </Container>
      <Table
        header={
          <Header variant="h2" counter={`(${text.assignments.points(formatPoints(maxPoints))})`}>
            {words.stages}
          </Header>
        }
        wrapLines
        ariaLabels={{ tableLabel: words.stagesLabel }}
        items={stages}
        trackBy="stage"
        columnDefinitions={[
          {
            id: "stage",
            header: words.stageColumns.stage,
            isRowHeader: true,
            minWidth: 180,
            cell: ({ title }) => <LearnerText>{title}</LearnerText>,
          },
          {
            id: "after",
            header: words.stageColumns.after,
            minWidth: 120,
            cell: ({ after }) =>
              stages.find(({ stage }) => stage === after)?.title ?? text.parts.dash,
          },
          {
            id: "points",
            header: words.stageColumns.points,
            minWidth: 80,
            cell: ({ maxPoints: most }) => formatPoints(most),
          },
        ]}
      />
    </SpaceBetween>
  );
}

function dateItems({ opensAt, dueAt, closesAt, timeZone }: AssignmentView) {
  const dates = [
    [words.opensAt, opensAt],
    [words.dueAt, dueAt],
    [words.closesAt, closesAt],
  ] as const;
  return dates.map(([label, at]) => {
    const { day, time } = localTimeIn(at, timeZone);
    return {
      label,
      value: (
        <>
          <div>{formatMoment(at)}</div>
          {timeZone !== ownTimeZone() && (
            <Box variant="small">{words.inZone(`${day} ${time}`, timeZone)}</Box>
          )}
        </>
      ),
    };
  });
}

function attemptLines({ attemptLimit, coolDownSeconds, keep }: AssignmentView): readonly string[] {
  return [
    attemptLimit === undefined ? words.unlimited : words.limited(attemptLimit),
    ...(coolDownSeconds === undefined ? [] : [words.coolDown(durationWords(coolDownSeconds))]),
    words.keep[keep],
  ];
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line) => (
    <div key={line}>
      <LearnerText>{line}</LearnerText>
    </div>
  ));
}
