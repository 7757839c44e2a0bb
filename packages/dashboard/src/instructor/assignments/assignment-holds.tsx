import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { useState } from "react";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Moment } from "../../parts/moment.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { PutOnHold } from "./put-on-hold.tsx";
import { ReleaseHold } from "./release-hold.tsx";

const words = text.assignments.holdsPart;

/** The criteria that count in neither direction, and how to change which. */
export function AssignmentHolds({
  assignment,
  mayManage,
}: {
  readonly assignment: AssignmentView;
  readonly mayManage: boolean;
}) {
  const [isPutting, setIsPutting] = useState(false);
  const [releasing, setReleasing] = useState<string>();
  const [, setJob] = useQueryText("job");
  const { assignmentId, holds } = assignment;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={words.description}
          actions={mayManage && <Button onClick={() => setIsPutting(true)}>{words.put}</Button>}
        >
          {words.title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {holds.length === 0 ? (
          <div>{words.none}</div>
        ) : (
          <Table
            variant="embedded"
            wrapLines
            cellVerticalAlign="top"
            ariaLabels={{ tableLabel: words.label }}
            items={holds}
            trackBy="criterion"
            columnDefinitions={[
              {
                id: "criterion",
                header: words.columns.criterion,
                isRowHeader: true,
                minWidth: 160,
                cell: ({ criterion }) => <LearnerText>{criterion}</LearnerText>,
              },
              {
                id: "reason",
                header: words.columns.reason,
                minWidth: 220,
                cell: ({ reason }) => <LearnerText>{reason}</LearnerText>,
              },
              {
                id: "since",
                header: words.columns.since,
                minWidth: 150,
                cell: ({ at }) => <Moment at={at} />,
              },
              ...(mayManage
                ? [
                    {
                      id: "action",
                      header: words.columns.action,
                      minWidth: 160,
                      cell: ({ criterion }: AssignmentView["holds"][number]) => (
                        <Button
                          variant="inline-link"
                          ariaLabel={words.releaseOf(criterion)}
                          onClick={() => setReleasing(criterion)}
                        >
                          {words.release}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </SpaceBetween>
      {isPutting && (
        <PutOnHold
          assignment={assignment}
          onDone={(jobId) => {
            setIsPutting(false);
            setJob(jobId);
          }}
          onCancel={() => setIsPutting(false)}
        />
      )}
      {releasing !== undefined && (
        <ReleaseHold
          assignmentId={assignmentId}
          criterion={releasing}
          onDone={(jobId) => {
            setReleasing(undefined);
            setJob(jobId);
          }}
          onCancel={() => setReleasing(undefined)}
        />
      )}
    </Container>
  );
}
