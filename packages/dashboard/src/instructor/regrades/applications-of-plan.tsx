import Alert from "@cloudscape-design/components/alert";
import { type JobView, listJobs } from "@lab-grader/core/contracts/endpoints/jobs";
import { ApplicationSummary } from "@lab-grader/core/regrade/application-summary";
import { useEffect } from "react";
import { usePages } from "../../api/use-operation.ts";
import { AppLink } from "../../parts/app-link.tsx";
import { formatMoment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";

/** When a plan was applied: found among the jobs that were started after it. Nothing where it was not. */
export function ApplicationsOfPlan({ job }: { readonly job: JobView }) {
  const { cohortId, jobId, startedAt } = job;
  const list = usePages(listJobs, { cohortId }, (cursor) => ({
    params: { cohortId },
    query: cursor === undefined ? {} : { cursor },
  }));
  const jobs = list.data?.pages.flatMap((page) => page.jobs) ?? [];
  const { hasNextPage, isFetching, isError, fetchNextPage } = list;
  const reachesPlan = jobs.some((each) => each.startedAt <= startedAt);
  useEffect(() => {
    if (!reachesPlan && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [reachesPlan, hasNextPage, isFetching, isError, fetchNextPage]);

  const applications = jobs.flatMap((each) => {
    const result = ApplicationSummary.safeParse(each.result).data;
    return result?.plan === jobId ? [{ ...each, result }] : [];
  });
  if (applications.length === 0) return null;
  const { plan } = text.regrades;
  return (
    <Alert header={plan.appliedTitle}>
      <ul>
        {applications.map(({ jobId: id, assignmentId, startedAt: at, by, result }) => (
          <li key={id}>
            <AppLink to={`/assignments/${assignmentId}/regrades/${id}`}>
              {plan.appliedAt(formatMoment(at), by, result.applied)}
            </AppLink>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
