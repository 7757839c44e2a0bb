import Button from "@cloudscape-design/components/button";
import Table from "@cloudscape-design/components/table";
import { getTerms, type TermsView } from "@lab-grader/core/contracts/endpoints/terms";
import { useState } from "react";
import { usePages } from "../../../api/use-operation.ts";
import { FaultAlert } from "../../../parts/fault-alert.tsx";
import { LearnerText } from "../../../parts/learner-text.tsx";
import { Moment } from "../../../parts/moment.tsx";
import { text } from "../../../text/text.ts";
import { termsWords } from "./terms-words.ts";

const words = text.cell;

/** Who decided what, when and why; the newest first. */
export function DecisionHistory({ terms }: { readonly terms: TermsView }) {
  const { assignmentId, learnerId } = terms;
  const [isWhole, setIsWhole] = useState(false);
  const older = usePages(
    getTerms,
    { assignmentId, learnerId, after: terms.version },
    (cursor) => ({
      params: { assignmentId, learnerId },
      query: { cursor: cursor ?? terms.cursor },
    }),
    { isEnabled: isWhole && terms.cursor !== undefined },
  );
  const history = [...terms.history, ...(older.data?.pages.flatMap((page) => page.history) ?? [])];
  const isMore = isWhole ? older.hasNextPage : terms.cursor !== undefined;
  if (history.length === 0) return null;
  return (
    <>
      <h3 className="cell-heading">{words.history}</h3>
      <Table
        variant="embedded"
        ariaLabels={{ tableLabel: words.historyTable }}
        items={history}
        trackBy={({ version }) => String(version)}
        wrapLines
        footer={
          isMore && (
            <Button
              loading={older.isFetching}
              onClick={() => (isWhole ? void older.fetchNextPage() : setIsWhole(true))}
            >
              {text.parts.more}
            </Button>
          )
        }
        columnDefinitions={[
          {
            id: "at",
            header: words.at,
            isRowHeader: true,
            minWidth: 150,
            cell: ({ at }) => <Moment at={at} />,
          },
          {
            id: "by",
            header: words.by,
            minWidth: 120,
            cell: ({ by }) => <LearnerText>{by}</LearnerText>,
          },
          {
            id: "decided",
            header: words.decided,
            minWidth: 220,
            cell: (entry) => termsWords(entry.terms).join("; ") || words.nothing,
          },
          {
            id: "reason",
            header: words.reason,
            minWidth: 200,
            cell: ({ reason }) => <LearnerText>{reason}</LearnerText>,
          },
        ]}
      />
      {older.error && <FaultAlert fault={older.error} onRetry={() => void older.refetch()} />}
    </>
  );
}
