import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { type CriterionRow, readCriterionSort, sortedCriteria } from "./criterion-rows.ts";
import { OutcomeShares } from "./outcome-shares.tsx";
import { percentText } from "./percent-text.ts";

const words = text.analytics.criteria;
/** The rest is a number: what is rare says little. */
const mostReasons = 3;

/** What became of each criterion, and why it was not met. */
export function CriteriaTable({
  stageTitle,
  rows,
  lab,
}: {
  readonly stageTitle: string;
  readonly rows: readonly CriterionRow[];
  readonly lab: AssignmentView["lab"];
}) {
  const [value, setValue] = useQueryText("sort");
  const sort = readCriterionSort(value);
  return (
    <Table
      items={sortedCriteria(rows, sort)}
      trackBy="id"
      wrapLines
      cellVerticalAlign="top"
      header={
        <Header
          variant="h2"
          description={words.description}
          actions={
            <AppLink to={`/library/${lab.id}/${encodeURIComponent(lab.version)}`}>
              {words.toRubric}
            </AppLink>
          }
        >
          {words.title}
        </Header>
      }
      ariaLabels={{ tableLabel: words.tableLabel(stageTitle) }}
      columnDefinitions={columnDefinitions}
      sortingColumn={{ sortingField: sort.by }}
      sortingDescending={sort.isDescending}
      onSortingChange={({ detail }) => {
        const name = detail.sortingColumn.sortingField ?? "";
        setValue(detail.isDescending ? `-${name}` : name);
      }}
    />
  );
}

const { columns } = words;
const columnDefinitions: readonly TableProps.ColumnDefinition<CriterionRow>[] = [
  {
    id: "criterion",
    header: columns.criterion,
    sortingField: "place",
    isRowHeader: true,
    minWidth: 190,
    cell: ({ id, title }) => (
      <>
        <LearnerText>{title}</LearnerText>
        <Box variant="small" display="block">
          <LearnerText>{id}</LearnerText>
        </Box>
      </>
    ),
  },
  {
    id: "outcomes",
    header: columns.outcomes,
    minWidth: 220,
    cell: (row) => <OutcomeShares of={row} />,
  },
  {
    id: "met",
    header: columns.met,
    sortingField: "met",
    minWidth: 100,
    cell: ({ met, judged }) =>
      judged === 0 ? (
        text.parts.dash
      ) : (
        <>
          <div>{words.percent(percentText(met, judged))}</div>
          <Box variant="small">{words.metOf(met, judged)}</Box>
        </>
      ),
  },
  {
    id: "stumbles",
    header: columns.stumbles,
    sortingField: "stumbles",
    minWidth: 130,
    cell: ({ firstStumbles }) =>
      firstStumbles === 0 ? text.parts.dash : text.analytics.stumbles.learners(firstStumbles),
  },
  {
    id: "unknown",
    header: columns.unknown,
    sortingField: "unknown",
    minWidth: 120,
    cell: ({ unknown }) => (unknown === 0 ? text.parts.dash : unknown.toLocaleString("en")),
  },
  {
    id: "reasons",
    header: columns.reasons,
    minWidth: 240,
    cell: ({ reasons }) => <Reasons reasons={reasons} />,
  },
];

function Reasons({ reasons }: Pick<CriterionRow, "reasons">) {
  if (reasons.length === 0) return text.parts.dash;
  const more = reasons.length - mostReasons;
  return (
    <ul className="plain-list">
      {reasons.slice(0, mostReasons).map(({ reason, count }) => (
        <li key={reason}>
          <LearnerText>{words.reason(reason, count)}</LearnerText>
        </li>
      ))}
      {more > 0 && <li>{words.moreReasons(more)}</li>}
    </ul>
  );
}
