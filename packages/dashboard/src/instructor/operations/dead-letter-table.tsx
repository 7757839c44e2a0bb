import Box from "@cloudscape-design/components/box";
import Pagination from "@cloudscape-design/components/pagination";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { DeadLetterView } from "@lab-grader/core/views/phases";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { causeWords } from "./cause-words.ts";
import { DeadJob } from "./dead-job.tsx";
import { DeadSubmission } from "./dead-submission.tsx";
import { JobLink } from "./job-link.tsx";
import { RedriveOffer } from "./redrive-offer.tsx";
import { SubmissionFate } from "./submission-fate.tsx";

/** What each is about is asked for rows that are shown only. */
const rowsOfPage = 10;
const words = text.operations.dead;

/** Dead letters of a day, in the order in which they were sent. */
export function DeadLetterTable({
  day,
  letters,
  hasMore,
  isReading,
  onMore,
  onRedrive,
}: {
  readonly day: string;
  readonly letters: readonly DeadLetterView[];
  /** Beyond these. */
  readonly hasMore: boolean;
  readonly isReading: boolean;
  readonly onMore: () => void;
  readonly onRedrive: (submissionId: string) => void;
}) {
  const [page, setPage] = useQueryText("page");
  const pages = Math.max(1, Math.ceil(letters.length / rowsOfPage));
  const at = Math.min(Math.max(1, Math.trunc(Number(page)) || 1), pages);
  return (
    <Table
      variant="borderless"
      items={letters.slice((at - 1) * rowsOfPage, at * rowsOfPage)}
      trackBy="messageId"
      wrapLines
      cellVerticalAlign="top"
      ariaLabels={{ tableLabel: words.tableLabel(day) }}
      columnDefinitions={columnsOf(onRedrive)}
      empty={<Empty title={words.emptyTitle(day)}>{words.empty}</Empty>}
      pagination={
        (pages > 1 || hasMore) && (
          <Pagination
            currentPageIndex={at}
            pagesCount={pages}
            openEnd={hasMore}
            disabled={isReading}
            onChange={({ detail }) => setPage(String(detail.currentPageIndex))}
            onNextPageClick={({ detail }) => {
              if (!detail.requestedPageAvailable) onMore();
            }}
            ariaLabels={{
              paginationLabel: words.pagination.label,
              pageLabel: words.pagination.page,
              nextPageLabel: words.pagination.next,
              previousPageLabel: words.pagination.previous,
            }}
          />
        )
      }
    />
  );
}

function columnsOf(
  onRedrive: (submissionId: string) => void,
): readonly TableProps.ColumnDefinition<DeadLetterView>[] {
  const { columns } = words;
  return [
    {
      id: "sent",
      header: columns.sent,
      minWidth: 130,
      cell: ({ at }) => <Moment at={at} />,
    },
    {
      id: "about",
      header: columns.about,
      isRowHeader: true,
      minWidth: 220,
      cell: ({ submissionId, jobId }) => {
        if (submissionId !== undefined) return <DeadSubmission submissionId={submissionId} />;
        return jobId === undefined ? words.nothing : <JobLink jobId={jobId} />;
      },
    },
    {
      id: "cause",
      header: columns.cause,
      minWidth: 220,
      cell: ({ cause }) => (
        <>
          <div>{causeWords(cause)}</div>
          <Box variant="small">
            <LearnerText>{cause}</LearnerText>
          </Box>
        </>
      ),
    },
    {
      id: "now",
      header: columns.now,
      minWidth: 200,
      cell: ({ submissionId, jobId }) => {
        if (submissionId !== undefined) return <SubmissionFate submissionId={submissionId} />;
        return jobId === undefined ? text.parts.dash : <DeadJob jobId={jobId} />;
      },
    },
    {
      id: "action",
      header: columns.action,
      minWidth: 140,
      cell: ({ submissionId }) =>
        submissionId === undefined ? (
          text.parts.dash
        ) : (
          <RedriveOffer submissionId={submissionId} onRedrive={() => onRedrive(submissionId)} />
        ),
    },
  ];
}
