import Button from "@cloudscape-design/components/button";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { listCohorts } from "@lab-grader/core/contracts/endpoints/cohorts";
import type { CohortList } from "@lab-grader/core/contracts/http";
import { useState } from "react";
import { useOperation } from "../../api/use-operation.ts";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Page } from "../../parts/page.tsx";
import { text } from "../../text/text.ts";
import { MakeCohort } from "./make-cohort.tsx";

const { cohortList: words } = text;

type ListedCohort = CohortList["cohorts"][number];

/** `/cohorts`: the classes that somebody runs. */
export function CohortsPage() {
  const cohorts = useOperation(listCohorts, {});
  const [isMaking, setIsMaking] = useState(false);
  return (
    <Page
      title={words.title}
      description={words.lead}
      actions={
        <Button variant="primary" onClick={() => setIsMaking(true)}>
          {words.create}
        </Button>
      }
    >
      <Loaded read={cohorts}>{(list) => <CohortTable cohorts={list.cohorts} />}</Loaded>
      {isMaking && <MakeCohort onClose={() => setIsMaking(false)} />}
    </Page>
  );
}

function CohortTable({ cohorts }: { readonly cohorts: readonly ListedCohort[] }) {
  const newestFirst = cohorts.toSorted((left, right) => (left.startsAt < right.startsAt ? 1 : -1));
  return (
    <Table<ListedCohort>
      items={newestFirst}
      trackBy="cohortId"
      wrapLines
      ariaLabels={{ tableLabel: words.title }}
      empty={<Empty title={words.emptyTitle}>{words.empty}</Empty>}
      columnDefinitions={[
        {
          id: "name",
          header: words.name,
          isRowHeader: true,
          cell: ({ cohortId, name }) => (
            <AppLink to={`/cohorts/${cohortId}`}>
              <LearnerText>{name}</LearnerText>
            </AppLink>
          ),
        },
        { id: "state", header: words.state, cell: (cohort) => <CohortState cohort={cohort} /> },
        {
          id: "dates",
          header: words.runs,
          cell: ({ startsAt, endsAt }) => (
            <>
              <Moment at={startsAt} /> {words.until} <Moment at={endsAt} />
            </>
          ),
        },
        {
          id: "role",
          header: words.role,
          cell: ({ role }) => text.cohortSettings.staff.roles[role],
        },
      ]}
    />
  );
}

function CohortState({ cohort: { startsAt, endsAt } }: { readonly cohort: ListedCohort }) {
  const now = new Date().toISOString();
  if (now < startsAt) {
    return <StatusIndicator type="pending">{words.states.planned}</StatusIndicator>;
  }
  if (now >= endsAt) {
    return <StatusIndicator type="stopped">{words.states.ended}</StatusIndicator>;
  }
  return <StatusIndicator type="success">{words.states.running}</StatusIndicator>;
}
