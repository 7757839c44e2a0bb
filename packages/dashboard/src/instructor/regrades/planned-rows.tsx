import Header from "@cloudscape-design/components/header";
import Pagination from "@cloudscape-design/components/pagination";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import type { PlanSummary } from "@lab-grader/core/regrade/plan-summary";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { useLearnerNames } from "../use-learner-names.ts";
import { differenceOf, differencesOf, pointsChange } from "./regrade-words.ts";
import type { PlannedRow } from "./use-regrade.ts";

const filters = ["changes", "kept", "refused", "same", "all"] as const;
const rowsOfPage = 50;

/** The submissions of a plan: those that differ, unless the address asks for others. */
export function PlannedRows({
  cohortId,
  rows,
  isWhole,
  summary,
}: {
  readonly cohortId: string;
  readonly rows: readonly PlannedRow[];
  /** `false`: more are being read. */
  readonly isWhole: boolean;
  readonly summary: PlanSummary;
}) {
  const nameOf = useLearnerNames(cohortId);
  const [wanted, setFilter] = useQueryText("show", "page");
  const [search, setSearch] = useQueryText("learner", "page");
  const [page, setPage] = useQueryText("page");
  const { plan } = text.regrades;
  const usual = summary.changed === 0 ? "all" : "changes";
  const filter = filters.find((one) => one === wanted) ?? usual;
  const looked = search.trim().toLowerCase();
  const found = rows
    .filter(
      (row) =>
        (filter === "all" || row.status === filter) &&
        nameOf(row.learnerId).toLowerCase().includes(looked),
    )
    .sort(
      (left, right) =>
        differenceOf(left) - differenceOf(right) ||
        nameOf(left.learnerId).localeCompare(nameOf(right.learnerId), "en"),
    );
  const pages = Math.max(1, Math.ceil(found.length / rowsOfPage));
  const at = Math.min(Math.max(1, Math.floor(Number(page)) || 1), pages);
  const options = filters.map((value) => ({ value, label: plan.filters[value] }));
  return (
    <Table
      items={found.slice((at - 1) * rowsOfPage, at * rowsOfPage)}
      trackBy="submissionId"
      wrapLines
      ariaLabels={{ tableLabel: plan.learners }}
      header={
        <Header
          variant="h2"
          description={
            <span role="status">
              {isWhole ? plan.foundWorstFirst(found.length) : plan.reading(rows.length)}
            </span>
          }
        >
          {plan.learners}
        </Header>
      }
      filter={
        <SpaceBetween direction="horizontal" size="s">
          <Select
            ariaLabel={plan.filter}
            options={options}
            selectedOption={options.find(({ value }) => value === filter) ?? null}
            onChange={({ detail }) => setFilter(detail.selectedOption.value ?? "")}
          />
          <TextFilter
            filteringText={search}
            filteringAriaLabel={plan.find}
            filteringPlaceholder={plan.find}
            onChange={({ detail }) => setSearch(detail.filteringText)}
          />
        </SpaceBetween>
      }
      pagination={
        pages > 1 && (
          <Pagination
            currentPageIndex={at}
            pagesCount={pages}
            onChange={({ detail }) => setPage(String(detail.currentPageIndex))}
          />
        )
      }
      empty={plan.noRows}
      columnDefinitions={columnsOf(nameOf)}
    />
  );
}

function columnsOf(nameOf: (learnerId: string) => string) {
  const { plan } = text.regrades;
  return [
    {
      id: "learner",
      header: plan.learner,
      isRowHeader: true,
      minWidth: 140,
      cell: ({ learnerId }: PlannedRow) => <LearnerText>{nameOf(learnerId)}</LearnerText>,
    },
    {
      id: "submission",
      header: plan.submission,
      minWidth: 120,
      cell: ({ submissionId, stage, number, learnerId }: PlannedRow) => (
        <AppLink
          to={`/submissions/${submissionId}`}
          ariaLabel={plan.openSubmission(nameOf(learnerId), plan.submissionOf(stage, number))}
        >
          {plan.submissionOf(stage, number)}
        </AppLink>
      ),
    },
    {
      id: "points",
      header: plan.points,
      minWidth: 130,
      cell: (row: PlannedRow) => pointsChange(row),
    },
    {
      id: "differs",
      header: plan.differs,
      minWidth: 320,
      cell: (row: PlannedRow) => <Differences row={row} />,
    },
  ];
}

function Differences({ row }: { readonly row: PlannedRow }) {
  if (row.refusal) return <LearnerText>{row.refusal.text}</LearnerText>;
  const lines = differencesOf(row);
  return (
    <div>
      {row.status === "kept" && <div>{text.regrades.plan.keptWhy}</div>}
      {lines.length === 0 && row.status !== "kept" && text.parts.dash}
      {lines.map((line) => (
        <div key={line}>
          <LearnerText>{line}</LearnerText>
        </div>
      ))}
    </div>
  );
}
