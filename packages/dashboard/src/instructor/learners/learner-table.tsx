import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { Enrolment } from "@lab-grader/core/cohorts/enrolment";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { chosenLearners, type LearnerSort, readSort } from "./chosen-learners.ts";
import { LearnerFilters } from "./learner-filters.tsx";
import type { LearnerAction } from "./learners-page.tsx";

const rowsOfPage = 50;
const words = text.roster;

/** The learners that the address chooses. */
export function LearnerTable({
  cohortId,
  learners,
  isWhole,
  onAction,
}: {
  readonly cohortId: string;
  readonly learners: readonly Enrolment[];
  /** `false`: more are being read. */
  readonly isWhole: boolean;
  /** Absent: nothing may be done with them. */
  readonly onAction: ((action: LearnerAction) => void) | undefined;
}) {
  const [query, setQuery] = useSearchParams();
  const [sort, setSort] = useQueryText("sort", "page");
  const [page, setPage] = useQueryText("page");
  const search = query.get("q") ?? "";
  const section = query.get("section") ?? "";
  const state = query.get("state") ?? "";
  const chosen = useMemo(
    () => chosenLearners(learners, { search, section, state, sort }),
    [learners, search, section, state, sort],
  );
  const pages = Math.max(1, Math.ceil(chosen.length / rowsOfPage));
  const at = Math.min(Math.max(1, Math.floor(Number(page)) || 1), pages);
  const columns = columnsOf(cohortId, onAction);
  const { key, isDescending } = readSort(sort);
  return (
    <Table
      items={chosen.slice((at - 1) * rowsOfPage, at * rowsOfPage)}
      trackBy="learnerId"
      columnDefinitions={columns}
      sortingColumn={{ sortingField: key }}
      sortingDescending={isDescending}
      onSortingChange={({ detail }) =>
        setSort(`${detail.isDescending ? "-" : ""}${detail.sortingColumn.sortingField ?? ""}`)
      }
      variant="container"
      wrapLines
      stickyHeader
      ariaLabels={{ tableLabel: words.tableLabel }}
      header={
        <Box variant="h2" padding={{ bottom: "xs" }}>
          <span role="status">
            {isWhole ? words.count(chosen.length, learners.length) : words.reading(learners.length)}
          </span>
        </Box>
      }
      filter={<LearnerFilters learners={learners} />}
      pagination={
        pages > 1 && (
          <Pagination
            currentPageIndex={at}
            pagesCount={pages}
            onChange={({ detail }) => setPage(String(detail.currentPageIndex))}
            ariaLabels={{ paginationLabel: words.paginationLabel }}
          />
        )
      }
      empty={
        <Empty
          title={words.noMatchTitle}
          action={<Button onClick={() => setQuery({})}>{words.showAll}</Button>}
        >
          {words.noMatch}
        </Empty>
      }
    />
  );
}

type Column = TableProps.ColumnDefinition<Enrolment>;

function columnsOf(
  cohortId: string,
  onAction: ((action: LearnerAction) => void) | undefined,
): readonly Column[] {
  const { columns } = words;
  const sorted = (id: LearnerSort) => ({ id, sortingField: id, header: columns[id] });
  const maybe = (value: string | undefined) =>
    value === undefined ? text.parts.dash : <LearnerText>{value}</LearnerText>;
  return [
    {
      ...sorted("login"),
      isRowHeader: true,
      minWidth: 140,
      cell: ({ learnerId, login }) => (
        <AppLink to={`/cohorts/${cohortId}/learners/${learnerId}`}>
          <LearnerText>{login}</LearnerText>
        </AppLink>
      ),
    },
    { ...sorted("name"), minWidth: 140, cell: ({ name }) => maybe(name?.full) },
    { id: "email", header: columns.email, minWidth: 160, cell: ({ email }) => maybe(email) },
    { ...sorted("section"), minWidth: 100, cell: ({ section }) => maybe(section) },
    {
      id: "state",
      header: columns.state,
      minWidth: 120,
      cell: ({ state }) => (
        <StatusIndicator type={state === "enrolled" ? "success" : "stopped"}>
          {words[state]}
        </StatusIndicator>
      ),
    },
    {
      ...sorted("since"),
      minWidth: 130,
      cell: ({ state, enrolledAt, droppedAt }) => (
        <Moment at={state === "dropped" ? (droppedAt ?? enrolledAt) : enrolledAt} />
      ),
    },
    ...(onAction ? [actionColumn(onAction)] : []),
  ];
}

function actionColumn(onAction: (action: LearnerAction) => void): Column {
  const button = (learner: Enrolment, kind: "change" | "drop" | "bringBack") => (
    <Button
      variant="inline-link"
      ariaLabel={words.actionOn(words[kind], learner.login)}
      onClick={() => onAction({ kind, learner })}
    >
      {words[kind]}
    </Button>
  );
  return {
    id: "actions",
    header: words.columns.actions,
    minWidth: 130,
    cell: (learner) =>
      learner.state === "dropped" ? (
        button(learner, "bringBack")
      ) : (
        <SpaceBetween direction="horizontal" size="s">
          {button(learner, "change")}
          {button(learner, "drop")}
        </SpaceBetween>
      ),
  };
}
