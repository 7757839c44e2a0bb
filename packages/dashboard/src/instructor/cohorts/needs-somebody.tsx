import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import Table from "@cloudscape-design/components/table";
import { AppLink } from "../../parts/app-link.tsx";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import type { CohortStanding } from "./cohort-standing.ts";
import { useNeeds } from "./use-needs.ts";

const words = text.cohorts;

/** What waits for a person, with the way to where it is done. */
export function NeedsSomebody({
  cohortId,
  standing,
  readSoFar,
}: {
  readonly cohortId: string;
  readonly standing: CohortStanding;
  /** Learners, while there are more. */
  readonly readSoFar: number | undefined;
}) {
  const { needs, reads } = useNeeds(cohortId, standing);
  const isReading = readSoFar !== undefined || reads.some(({ isPending }) => isPending);
  const failed = reads.find(({ error }) => error);
  return (
    <SpaceBetween size="s">
      {failed && (
        <FaultAlert
          fault={failed.error}
          onRetry={() => void failed.refetch()}
          isRetrying={failed.isFetching}
        />
      )}
      <Table
        header={
          <Header variant="h2" counter={isReading ? undefined : `(${needs.length})`}>
            {words.needs}
          </Header>
        }
        ariaLabels={{ tableLabel: words.needsTable }}
        items={needs}
        trackBy="what"
        wrapLines
        loading={isReading && needs.length === 0}
        loadingText={text.parts.loading}
        empty={<Empty title={words.nothingTitle}>{words.nothing}</Empty>}
        footer={
          readSoFar !== undefined && (
            <Box color="text-body-secondary">
              <span role="status">
                <Spinner /> {words.reading(readSoFar)}
              </span>
            </Box>
          )
        }
        columnDefinitions={[
          {
            id: "what",
            header: words.needsWhat,
            isRowHeader: true,
            minWidth: 220,
            cell: ({ what }) => <LearnerText>{what}</LearnerText>,
          },
          { id: "how", header: words.needsHow, minWidth: 110, cell: ({ count }) => count },
          {
            id: "go",
            header: words.needsGo,
            minWidth: 150,
            cell: ({ to, go, what }) => (
              <AppLink to={to} ariaLabel={`${go}: ${what}`}>
                {go}
              </AppLink>
            ),
          },
        ]}
      />
    </SpaceBetween>
  );
}
