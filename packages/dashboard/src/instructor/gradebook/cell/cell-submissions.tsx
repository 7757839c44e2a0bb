import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { listSubmissions } from "@lab-grader/core/contracts/endpoints/submissions";
import { usePages } from "../../../api/use-operation.ts";
import { AppLink } from "../../../parts/app-link.tsx";
import { FaultAlert } from "../../../parts/fault-alert.tsx";
import { Empty } from "../../../parts/loaded.tsx";
import { Moment } from "../../../parts/moment.tsx";
import { formatPoints } from "../../../parts/points.ts";
import { text } from "../../../text/text.ts";
import type { CellOf } from "./use-cell.ts";

const words = text.cell;

/** Everything that the learner handed in, whether it counts or not. */
export function CellSubmissions({ assignmentId, learnerId }: CellOf) {
  const read = usePages(listSubmissions, { assignmentId, learnerId }, (cursor) => ({
    params: { assignmentId },
    query: { learner: learnerId, ...(cursor === undefined ? {} : { cursor }) },
  }));
  const submissions = read.data?.pages.flatMap((page) => page.submissions) ?? [];
  if (read.error && !read.data)
    return (
      <FaultAlert
        fault={read.error}
        onRetry={() => void read.refetch()}
        isRetrying={read.isFetching}
      />
    );
  return (
    <Table
      header={
        <Header variant="h2" counter={read.data && `(${submissions.length})`}>
          {words.submissions}
        </Header>
      }
      ariaLabels={{ tableLabel: words.submissionsTable }}
      items={submissions}
      trackBy="submissionId"
      loading={read.isPending}
      loadingText={text.parts.loading}
      wrapLines
      empty={<Empty title={words.noSubmissionsTitle}>{words.noSubmissions}</Empty>}
      footer={
        read.hasNextPage && (
          <Button loading={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
            {text.parts.more}
          </Button>
        )
      }
      columnDefinitions={[
        {
          id: "number",
          header: words.number,
          isRowHeader: true,
          cell: ({ submissionId, stage, number }) => (
            <AppLink to={`/submissions/${submissionId}`}>{words.open(stage, number)}</AppLink>
          ),
        },
        { id: "state", header: words.state, cell: ({ state }) => words.states[state] },
        {
          id: "submitted",
          header: words.submitted,
          minWidth: 160,
          cell: ({ submittedAt }) => <Moment at={submittedAt} />,
        },
        {
          id: "counts",
          header: words.usedAttempt,
          cell: ({ counts }) => {
            if (counts === undefined) return words.notYet;
            return counts ? words.yes : words.no;
          },
        },
        {
          id: "points",
          header: words.judged,
          cell: ({ points, maxPoints }) =>
            points === null || maxPoints === null
              ? text.parts.dash
              : text.parts.of(formatPoints(points), formatPoints(maxPoints)),
        },
      ]}
    />
  );
}
