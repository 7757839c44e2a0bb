import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { csvRows } from "@lab-grader/core/cohorts/roster/csv-rows";
import type { RosterReport } from "@lab-grader/core/contracts/endpoints/roster";
import { useMemo } from "react";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import type { RosterRequest } from "./use-roster-import.ts";

const words = text.roster.imports;

/** Why a roster can't be taken: where, what is there, what was expected. */
export function RosterProblems({
  request: { csv },
  report: { problems, problemCount },
}: {
  readonly request: RosterRequest;
  readonly report: RosterReport;
}) {
  const cellAt = useMemo(() => cellsOf(csv), [csv]);
  const columns = words.problemColumns;
  return (
    <SpaceBetween size="m">
      <div role="alert">
        <Alert type="error" header={words.problemsTitle(problemCount)}>
          {words.problemsHint}
        </Alert>
      </div>
      <Table
        variant="container"
        wrapLines
        ariaLabels={{ tableLabel: words.problemsLabel }}
        items={problems.map((problem, index) => ({ ...problem, index: String(index) }))}
        trackBy="index"
        columnDefinitions={[
          {
            id: "line",
            header: columns.line,
            isRowHeader: true,
            width: 90,
            cell: ({ line }) => line,
          },
          {
            id: "column",
            header: columns.column,
            minWidth: 110,
            cell: ({ column }) =>
              column === undefined ? words.wholeRow : <LearnerText>{column}</LearnerText>,
          },
          {
            id: "value",
            header: columns.value,
            minWidth: 180,
            cell: ({ line, column }) => (
              <LearnerText>{cellAt(line, column) || words.emptyCell}</LearnerText>
            ),
          },
          {
            id: "problem",
            header: columns.problem,
            minWidth: 260,
            cell: ({ problem }) => <LearnerText>{problem}</LearnerText>,
          },
        ]}
        footer={
          problemCount > problems.length && (
            <Box textAlign="center">{words.moreProblems(problemCount - problems.length)}</Box>
          )
        }
      />
    </SpaceBetween>
  );
}

const longestValue = 200;

/** What a file has at a line and a column; the whole line where no column is named. */
function cellsOf(csv: string): (line: number, column: string | undefined) => string {
  const [header, ...rows] = csvRows(csv);
  const byLine = new Map(
    (header === undefined ? [] : [header, ...rows]).map((row) => [row.line, row.cells]),
  );
  return (line, column) => {
    const cells = byLine.get(line) ?? [];
    const value =
      column === undefined ? cells.join(", ") : cells[header?.cells.indexOf(column) ?? -1];
    return (value ?? "").slice(0, longestValue);
  };
}
