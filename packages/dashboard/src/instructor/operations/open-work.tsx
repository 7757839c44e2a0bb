import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { JobId } from "@lab-grader/core/ids";
import {
  type Phase,
  type PhaseCount,
  type PhaseCounts,
  phases,
} from "@lab-grader/core/views/phases";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { JobLink } from "./job-link.tsx";
import { ageText, isUnusual } from "./phase-age.ts";
import { PhaseGuide } from "./phase-guide.tsx";
import { useOpenWork } from "./use-open-work.ts";

const words = text.operations;

/** How much is in each phase, how old the oldest is, and whether that is usual. */
export function OpenWork() {
  const { read, everySeconds } = useOpenWork();
  return (
    <Container
      header={
        <Header variant="h2" description={words.every(everySeconds)}>
          {words.open.title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Loaded read={read}>
          {({ counts }) => (
            <>
              <PhaseTable counts={counts} />
              <Box variant="small">
                {words.asOf} <Moment at={counts.at} show="time" />
              </Box>
            </>
          )}
        </Loaded>
        <PhaseGuide />
      </SpaceBetween>
    </Container>
  );
}

interface PhaseRow extends PhaseCount {
  readonly phase: Phase;
}

const { columns } = words.open;
const columnDefinitions: readonly TableProps.ColumnDefinition<PhaseRow>[] = [
  {
    id: "phase",
    header: columns.phase,
    isRowHeader: true,
    minWidth: 170,
    cell: ({ phase }) => words.phases[phase],
  },
  {
    id: "count",
    header: columns.count,
    minWidth: 80,
    cell: ({ count }) => count.toLocaleString("en"),
  },
  {
    id: "state",
    header: columns.state,
    minWidth: 120,
    cell: (row) => {
      if (row.count === 0) return text.parts.dash;
      return isUnusual(row.phase, row) ? (
        <StatusIndicator type="warning">{words.open.look}</StatusIndicator>
      ) : (
        <StatusIndicator type="success">{words.open.normal}</StatusIndicator>
      );
    },
  },
  {
    id: "age",
    header: columns.age,
    minWidth: 130,
    cell: ({ oldestSeconds }) =>
      oldestSeconds === undefined ? text.parts.dash : ageText(oldestSeconds),
  },
  {
    id: "oldest",
    header: columns.oldest,
    minWidth: 240,
    cell: ({ oldest }) => (oldest === undefined ? text.parts.dash : <Oldest id={oldest} />),
  },
];

function PhaseTable({ counts }: { readonly counts: PhaseCounts }) {
  const rows = phases.map((phase) => ({ phase, ...counts.phases[phase] }));
  if (rows.every(({ count }) => count === 0))
    return <Empty title={words.open.emptyTitle}>{words.open.empty}</Empty>;
  return (
    <Table
      variant="borderless"
      items={rows}
      trackBy="phase"
      wrapLines
      ariaLabels={{ tableLabel: words.open.tableLabel }}
      columnDefinitions={columnDefinitions}
    />
  );
}

function Oldest({ id }: { readonly id: string }) {
  if (JobId.safeParse(id).success) return <JobLink jobId={id} />;
  return (
    <AppLink to={`/submissions/${id}`}>
      <LearnerText>{id}</LearnerText>
    </AppLink>
  );
}
