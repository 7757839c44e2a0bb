import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import type { SubmissionSummary } from "@lab-grader/core/contracts/http";
import type { AssignmentLab } from "@lab-grader/core/views/assignment-lab";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty, Loading } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { formatPointsOf } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { stageTitle } from "./stage-order.ts";

const { labs } = text;
const fewest = 5;

/** What was handed in of a lab, with the ways to the results. */
export function LatestSubmissions({
  read: { data: submissions, error },
  lab,
}: {
  readonly read: UseQueryResult<readonly SubmissionSummary[]>;
  readonly lab: AssignmentLab;
}) {
  const [isWhole, setIsWhole] = useState(false);
  if (submissions === undefined) return error ? null : <Loading />;
  const shown = isWhole ? submissions : submissions.slice(0, fewest);
  const titleOf = (stage: string) => stageTitle(lab, stage);
  return (
    <Table
      header={
        <Header variant="h2" counter={`(${submissions.length})`}>
          {labs.latest}
        </Header>
      }
      ariaLabels={{ tableLabel: labs.latestTable }}
      items={shown}
      trackBy="submissionId"
      wrapLines
      empty={<Empty title={labs.latestEmpty} />}
      columnDefinitions={[
        {
          id: "stage",
          header: labs.labels.stage,
          isRowHeader: true,
          minWidth: 180,
          cell: ({ submissionId, stage, number }) => (
            <AppLink to={`/submissions/${submissionId}`}>
              <LearnerText>{labs.toSubmission(titleOf(stage), number)}</LearnerText>
            </AppLink>
          ),
        },
        {
          id: "state",
          header: labs.labels.state,
          minWidth: 140,
          cell: ({ state, counts }) => (
            <>
              <div>{labs.submissionStates[state]}</div>
              {counts !== undefined && <div>{counts ? labs.usedAttempt : labs.usedNone}</div>}
            </>
          ),
        },
        {
          id: "points",
          header: labs.labels.points,
          minWidth: 100,
          cell: ({ points, maxPoints }) =>
            points === null || maxPoints === null
              ? text.parts.dash
              : formatPointsOf(points, maxPoints),
        },
        {
          id: "at",
          header: labs.labels.handedIn,
          minWidth: 150,
          cell: ({ submittedAt }) => <Moment at={submittedAt} />,
        },
      ]}
      footer={
        shown.length < submissions.length && (
          <Button onClick={() => setIsWhole(true)}>{labs.showAll(submissions.length)}</Button>
        )
      }
    />
  );
}
