import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { listSeals, startSeal } from "@lab-grader/core/contracts/endpoints/audit";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useChange } from "../../api/use-change.ts";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { JobProgress } from "../jobs/job-progress.tsx";
import { KnownHash } from "./known-hash.tsx";
import { type SealRow, sealRows } from "./seal-rows.ts";
import type { useSeals } from "./use-seals.ts";

const words = text.audit;

/** The seals, each recomputed by the service, and the next one. */
export function SealList({
  cohortId,
  sealing: { read, seals, problems },
  mayManage,
}: {
  readonly cohortId: string;
  readonly sealing: ReturnType<typeof useSeals>;
  readonly mayManage: boolean;
}) {
  const seal = useChange(startSeal);
  const queries = useQueryClient();
  const readAgain = useCallback(
    () => void queries.invalidateQueries({ queryKey: [listSeals.name] }),
    [queries],
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={words.sealsDescription}
          actions={
            mayManage && (
              <Button
                loading={seal.isSending}
                onClick={() => void seal.send({ params: { cohortId } })}
              >
                {words.sealNow}
              </Button>
            )
          }
        >
          {words.sealsTitle}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {seal.error && <FaultAlert fault={seal.error} />}
        {seal.answer && <JobProgress jobId={seal.answer.jobId} onClosed={readAgain} />}
        <Loaded read={read}>
          {() => (
            <SpaceBetween size="m">
              <Table
                variant="embedded"
                wrapLines
                ariaLabels={{ tableLabel: words.sealsLabel }}
                items={sealRows(seals, problems)}
                trackBy={({ number }) => String(number)}
                columnDefinitions={columns}
                empty={<Empty title={words.noSealsTitle}>{words.noSeals}</Empty>}
              />
              {seals.length > 0 && <KnownHash seals={seals} />}
            </SpaceBetween>
          )}
        </Loaded>
      </SpaceBetween>
    </Container>
  );
}

const columns: readonly TableProps.ColumnDefinition<SealRow>[] = [
  {
    id: "number",
    header: words.sealColumns.number,
    isRowHeader: true,
    minWidth: 90,
    cell: ({ number, seal }) => (seal ? words.sealNumber(number) : words.sealMissingRow(number)),
  },
  {
    id: "at",
    header: words.sealColumns.at,
    minWidth: 170,
    cell: ({ seal }) => (seal ? <Moment at={seal.at} /> : text.parts.dash),
  },
  {
    id: "upTo",
    header: words.sealColumns.upTo,
    minWidth: 170,
    cell: ({ seal }) => (seal ? <Moment at={seal.upTo} /> : text.parts.dash),
  },
  {
    id: "hash",
    header: words.sealColumns.hash,
    minWidth: 200,
    cell: ({ number, seal }) =>
      seal ? (
        <CopyToClipboard
          variant="inline"
          textToDisplay={`${seal.hash.slice(0, 16)}…`}
          textToCopy={seal.hash}
          copyButtonAriaLabel={words.copyHash(number)}
          copySuccessText={text.parts.copied}
          copyErrorText={text.parts.copyFailed}
        />
      ) : (
        text.parts.dash
      ),
  },
  {
    id: "state",
    header: words.sealColumns.state,
    minWidth: 120,
    cell: ({ problem }) => {
      if (problem === undefined)
        return <StatusIndicator type="success">{words.sealTrue}</StatusIndicator>;
      return (
        <StatusIndicator type="error">
          {problem === "seal.altered" ? words.sealAltered : words.sealMissing}
        </StatusIndicator>
      );
    },
  },
];
