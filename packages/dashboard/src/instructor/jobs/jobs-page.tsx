import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { type JobView, listJobs } from "@lab-grader/core/contracts/endpoints/jobs";
import { useEffect, useState } from "react";
import { useParams } from "react-router";
import { usePages } from "../../api/use-operation.ts";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { formatMoment, Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { CohortFrame } from "../cohorts/cohort-page-frame.tsx";
import { useRights } from "../use-rights.ts";
import { CancelJob } from "./cancel-job.tsx";
import { JobState } from "./job-state.tsx";
import { jobPollMs } from "./use-job.ts";

const words = text.jobs;

/** What a cohort has going on in the background, and what it came to. */
export function JobsPage() {
  const { cohortId = "" } = useParams();
  const { mayManage } = useRights(cohortId);
  const read = usePages(listJobs, { cohortId }, (cursor) => ({
    params: { cohortId },
    query: cursor === undefined ? {} : { cursor },
  }));
  const jobs = read.data?.pages.flatMap((page) => page.jobs) ?? [];
  const isOpen = jobs.some(({ closedAt }) => closedAt === undefined);
  const { refetch } = read;
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void refetch();
    }, jobPollMs);
    return () => clearInterval(timer);
  }, [isOpen, refetch]);
  const [canceling, setCanceling] = useState<JobView>();
  return (
    <CohortFrame cohortId={cohortId} title={words.title} description={words.description}>
      <Loaded read={read}>
        {() => (
          <Table
            items={jobs}
            trackBy="jobId"
            wrapLines
            cellVerticalAlign="top"
            ariaLabels={{ tableLabel: words.tableLabel }}
            columnDefinitions={columnsOf(mayManage ? setCanceling : undefined)}
            empty={<Empty title={words.emptyTitle}>{words.empty}</Empty>}
            footer={
              read.hasNextPage && (
                <Box textAlign="center">
                  <Button
                    onClick={() => void read.fetchNextPage()}
                    loading={read.isFetchingNextPage}
                  >
                    {text.parts.more}
                  </Button>
                </Box>
              )
            }
          />
        )}
      </Loaded>
      {canceling && <CancelJob job={canceling} onClose={() => setCanceling(undefined)} />}
    </CohortFrame>
  );
}

function columnsOf(
  onCancel: ((job: JobView) => void) | undefined,
): readonly TableProps.ColumnDefinition<JobView>[] {
  const { columns } = words;
  return [
    {
      id: "kind",
      header: columns.kind,
      isRowHeader: true,
      minWidth: 200,
      cell: ({ kind, jobId, reason }) => (
        <>
          <div>{words.kinds[kind]}</div>
          {reason && (
            <Box variant="small" display="block">
              <LearnerText>{words.reason(reason)}</LearnerText>
            </Box>
          )}
          <Box variant="small" color="text-body-secondary">
            <LearnerText>{jobId}</LearnerText>
          </Box>
        </>
      ),
    },
    {
      id: "state",
      header: columns.state,
      minWidth: 240,
      cell: (job) => <JobState job={job} />,
    },
    { id: "about", header: columns.about, minWidth: 110, cell: (job) => <About job={job} /> },
    {
      id: "started",
      header: columns.started,
      minWidth: 130,
      cell: ({ startedAt, by }) => (
        <>
          <Moment at={startedAt} />
          <Box variant="small" display="block">
            <LearnerText>{words.by(by)}</LearnerText>
          </Box>
        </>
      ),
    },
    {
      id: "ended",
      header: columns.ended,
      minWidth: 130,
      cell: ({ closedAt }) => (closedAt ? <Moment at={closedAt} /> : text.parts.dash),
    },
    ...(onCancel
      ? [
          {
            id: "action",
            header: columns.action,
            minWidth: 90,
            cell: (job: JobView) =>
              job.closedAt === undefined ? (
                <Button
                  variant="inline-link"
                  ariaLabel={words.cancelOf(words.kinds[job.kind], formatMoment(job.startedAt))}
                  onClick={() => onCancel(job)}
                >
                  {words.cancel}
                </Button>
              ) : (
                text.parts.dash
              ),
          },
        ]
      : []),
  ];
}

/** Whom or what a job is about, with a link to it. */
function About({
  job: { kind, jobId, cohortId, assignmentId, learnerId },
}: {
  readonly job: JobView;
}) {
  if (kind === "regrade" && assignmentId)
    return <AppLink to={`/assignments/${assignmentId}/regrades/${jobId}`}>{words.regrade}</AppLink>;
  if (assignmentId)
    return <AppLink to={`/assignments/${assignmentId}`}>{words.assignment}</AppLink>;
  if (learnerId)
    return <AppLink to={`/cohorts/${cohortId}/learners/${learnerId}`}>{words.learner}</AppLink>;
  return words.cohortWhole;
}
