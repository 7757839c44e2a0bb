import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMemo } from "react";
import { useParams } from "react-router";
import { AppLink } from "../../parts/app-link.tsx";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import { useMatrix } from "../gradebook/use-matrix.ts";
import { CohortFacts } from "./cohort-facts.tsx";
import { CohortFrame } from "./cohort-page-frame.tsx";
import { cohortStanding } from "./cohort-standing.ts";
import { HowAssignmentsStand } from "./how-assignments-stand.tsx";
import { NeedsSomebody } from "./needs-somebody.tsx";
import { useCohort } from "./use-cohort.ts";

const words = text.cohorts;

/** A cohort at a glance: what waits for somebody, and how its assignments stand. */
export function CohortPage() {
  const { cohortId = "" } = useParams();
  const { cohort, mayManage } = useCohort(cohortId);
  const { read, rows, columns, isWhole } = useMatrix(cohortId, { isWithDropped: false });
  const standing = useMemo(
    () => cohortStanding(rows, columns, new Date().toISOString()),
    [rows, columns],
  );
  return (
    <CohortFrame cohortId={cohortId} title={cohort?.name ?? words.pages.overview} active="overview">
      <SpaceBetween size="l">
        {cohort && <CohortFacts cohort={cohort} learners={isWhole ? rows.length : undefined} />}
        {read.data === undefined ? (
          <Loaded read={read}>{() => null}</Loaded>
        ) : (
          <SpaceBetween size="l">
            {read.error && (
              <FaultAlert
                fault={read.error}
                title={words.partTitle}
                onRetry={() => void (isWhole ? read.refetch() : read.fetchNextPage())}
                isRetrying={read.isFetching}
              />
            )}
            {isWhole && rows.length === 0 && (
              <NoLearners cohortId={cohortId} mayManage={mayManage} />
            )}
            <NeedsSomebody
              cohortId={cohortId}
              standing={standing}
              readSoFar={isWhole ? undefined : rows.length}
            />
            <HowAssignmentsStand cohortId={cohortId} standing={standing} mayManage={mayManage} />
          </SpaceBetween>
        )}
      </SpaceBetween>
    </CohortFrame>
  );
}

function NoLearners({
  cohortId,
  mayManage,
}: {
  readonly cohortId: string;
  readonly mayManage: boolean;
}) {
  return (
    <Empty
      title={words.noLearnersTitle}
      action={
        mayManage && (
          <>
            <AppLink to={`/cohorts/${cohortId}/roster`}>{words.importRoster}</AppLink>
            {" · "}
            <AppLink to={`/cohorts/${cohortId}/settings`}>{words.makeJoinLink}</AppLink>
          </>
        )
      }
    >
      {words.noLearners}
    </Empty>
  );
}
