import Header from "@cloudscape-design/components/header";
import StatusIndicator, {
  type StatusIndicatorProps,
} from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import Toggle from "@cloudscape-design/components/toggle";
import type { OutcomeSummary } from "@lab-grader/core/views/outcome-view";
import type { SubmissionsComparison } from "@lab-grader/core/views/submissions-comparison";
import { LearnerText } from "../parts/learner-text.tsx";
import { Empty } from "../parts/loaded.tsx";
import { OutcomeMark } from "../parts/outcome-mark.tsx";
import { useQueryText } from "../parts/use-query-text.ts";
import { text } from "../text/text.ts";
import { sideName } from "./compared-sides.tsx";

const changeMarks: Readonly<
  Record<SubmissionsComparison["criteria"][number]["change"], StatusIndicatorProps.Type>
> = {
  same: "stopped",
  better: "success",
  worse: "error",
  changed: "info",
  only_before: "stopped",
  only_after: "stopped",
};

/** Criterion by criterion what came of it then and now. */
export function ComparedCriteria({
  comparison: { before, after, criteria },
}: {
  readonly comparison: SubmissionsComparison;
}) {
  const { comparison } = text;
  const [shown, show] = useQueryText("criteria");
  const isChangedOnly = shown !== "all";
  const items = criteria.filter(({ change }) => !isChangedOnly || change !== "same");
  return (
    <Table
      header={
        <Header
          variant="h2"
          counter={`(${text.parts.of(String(items.length), String(criteria.length))})`}
          actions={
            <Toggle
              checked={isChangedOnly}
              onChange={({ detail }) => show(detail.checked ? "" : "all")}
            >
              {comparison.changedOnly}
            </Toggle>
          }
        >
          {comparison.criteria}
        </Header>
      }
      ariaLabels={{ tableLabel: comparison.criteria }}
      wrapLines
      items={items}
      trackBy="criterion"
      empty={<Empty title={comparison.nothingChanged} />}
      columnDefinitions={[
        {
          id: "criterion",
          header: comparison.criterion,
          isRowHeader: true,
          minWidth: 120,
          cell: ({ criterion }) => <LearnerText>{criterion}</LearnerText>,
        },
        {
          id: "change",
          header: comparison.change,
          minWidth: 120,
          cell: ({ change }) => (
            <StatusIndicator type={changeMarks[change]}>
              {comparison.changes[change]}
            </StatusIndicator>
          ),
        },
        {
          id: "before",
          header: sideName(before),
          minWidth: 180,
          cell: (one) => <Outcome outcome={one.before} />,
        },
        {
          id: "after",
          header: sideName(after),
          minWidth: 180,
          cell: (one) => <Outcome outcome={one.after} />,
        },
      ]}
    />
  );
}

function Outcome({ outcome }: { readonly outcome: OutcomeSummary | undefined }) {
  if (!outcome) return text.comparison.notAsked;
  return (
    <>
      <OutcomeMark of={outcome} />
      <div>
        <LearnerText>{outcome.short}</LearnerText>
      </div>
    </>
  );
}
