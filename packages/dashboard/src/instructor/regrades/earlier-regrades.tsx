import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { type JobView, listJobs } from "@lab-grader/core/contracts/endpoints/jobs";
import { usePages } from "../../api/use-operation.ts";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { formatMoment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { JobState } from "../jobs/job-state.tsx";
import { regradeWords } from "./regrade-result.ts";

/** Plans and applications of an assignment, the newest first, out of the jobs of its cohort. */
export function EarlierRegrades({ assignment }: { readonly assignment: AssignmentView }) {
  const { cohortId, assignmentId } = assignment;
  const list = usePages(listJobs, { cohortId }, (cursor) => ({
    params: { cohortId },
    query: cursor === undefined ? {} : { cursor },
  }));
  const { regrades } = text;
  return (
    <Loaded read={list}>
      {({ pages }) => (
        <Table
          items={pages.flatMap(({ jobs }) =>
            jobs.filter((job) => job.kind === "regrade" && job.assignmentId === assignmentId),
          )}
          trackBy="jobId"
          wrapLines
          ariaLabels={{ tableLabel: regrades.earlier }}
          header={<Header variant="h2">{regrades.earlier}</Header>}
          empty={<Empty title={regrades.noneTitle}>{regrades.none}</Empty>}
          footer={
            list.hasNextPage && (
              <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {regrades.further}
              </Button>
            )
          }
          columnDefinitions={columnsOf(assignmentId)}
        />
      )}
    </Loaded>
  );
}

function columnsOf(assignmentId: string) {
  const { regrades } = text;
  return [
    {
      id: "started",
      header: regrades.started,
      isRowHeader: true,
      minWidth: 170,
      cell: ({ jobId, startedAt }: JobView) => (
        <AppLink
          to={`/assignments/${assignmentId}/regrades/${jobId}`}
          ariaLabel={regrades.open(formatMoment(startedAt))}
        >
          {formatMoment(startedAt)}
        </AppLink>
      ),
    },
    {
      id: "what",
      header: regrades.what,
      minWidth: 200,
      cell: (job: JobView) => regradeWords(job),
    },
    {
      id: "state",
      header: regrades.state,
      minWidth: 140,
      cell: (job: JobView) => <State job={job} />,
    },
    {
      id: "reason",
      header: regrades.reason,
      minWidth: 160,
      cell: ({ reason }: JobView) =>
        reason === undefined ? text.parts.dash : <LearnerText>{reason}</LearnerText>,
    },
    {
      id: "by",
      header: regrades.by,
      minWidth: 130,
      cell: ({ by }: JobView) => <LearnerText>{by}</LearnerText>,
    },
  ];
}

/** What it came to stands in the column before. */
function State({ job }: { readonly job: JobView }) {
  if (job.state !== "done") return <JobState job={job} />;
  return <StatusIndicator type="success">{text.jobs.states.done}</StatusIndicator>;
}
