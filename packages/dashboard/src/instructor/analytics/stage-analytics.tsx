import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import Grid from "@cloudscape-design/components/grid";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import type { StageCounts } from "@lab-grader/core/gradebook/analytics/analytics";
import type { LabRubric } from "@lab-grader/core/views/lab-rubric";
import { type CountedBar, CountedBars } from "../../parts/counted-bars.tsx";
import { Empty } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import { attemptBars, hourBars, scoreBars } from "./buckets.ts";
import { CriteriaTable } from "./criteria-table.tsx";
import { criterionRows } from "./criterion-rows.ts";
import { FirstStumbles } from "./first-stumbles.tsx";
import { StageNumbers } from "./stage-numbers.tsx";

const words = text.analytics;
/** With fewer learners percentages say little. */
const fewLearners = 5;

/** How a class fared in one stage. */
export function StageAnalytics({
  stage,
  title,
  counts,
  learners,
  rubric,
  lab,
}: {
  readonly stage: string;
  readonly title: string;
  readonly counts: StageCounts;
  /** Of the class, whether they have handed in or not. */
  readonly learners: number;
  readonly rubric: LabRubric | undefined;
  readonly lab: AssignmentView["lab"];
}) {
  const { submitted, attempted } = counts;
  if (submitted === 0) return <Empty title={words.stageEmptyTitle}>{words.stageEmpty}</Empty>;
  const rows = criterionRows(stage, counts, rubric);
  return (
    <SpaceBetween size="l">
      {attempted > 0 && attempted < fewLearners && (
        <Alert type="info" header={words.fewTitle(attempted)}>
          {words.few}
        </Alert>
      )}
      <StageNumbers counts={counts} learners={learners} title={title} />
      {attempted === 0 ? (
        <Empty title={words.stageUncounted}>{words.stageUncountedDetail}</Empty>
      ) : (
        <>
          <Charts counts={counts} />
          <CriteriaTable stageTitle={title} rows={rows} lab={lab} />
          <FirstStumbles rows={rows} attempted={attempted} />
        </>
      )}
    </SpaceBetween>
  );
}

function Charts({ counts }: { readonly counts: StageCounts }) {
  const { scores, attemptsToPass, hoursToPass, passed } = counts;
  return (
    <Grid
      gridDefinition={[
        { colspan: 12 },
        { colspan: { default: 12, s: 6 } },
        { colspan: { default: 12, s: 6 } },
      ]}
    >
      <Chart words={words.scores} bars={scoreBars(scores)} />
      <Chart words={words.attempts} bars={passed === 0 ? [] : attemptBars(attemptsToPass)} />
      <Chart words={words.hours} bars={passed === 0 ? [] : hourBars(hoursToPass)} />
    </Grid>
  );
}

function Chart({
  words: { title, description, x },
  bars,
}: {
  readonly words: { readonly title: string; readonly description: string; readonly x: string };
  readonly bars: readonly CountedBar[];
}) {
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" description={description}>
          {title}
        </Header>
      }
    >
      {bars.length === 0 ? (
        words.nobodyPassed
      ) : (
        <CountedBars title={title} xTitle={x} yTitle={words.learners} bars={bars} height={180} />
      )}
    </Container>
  );
}
