import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { useJob } from "../jobs/use-job.ts";

/** A job, with a link to the jobs of its cohort once that is known. */
export function JobLink({ jobId }: { readonly jobId: string }) {
  const { data: job } = useJob(jobId);
  const name = <LearnerText>{text.operations.open.job(jobId)}</LearnerText>;
  if (!job) return name;
  return (
    <div>
      <AppLink to={`/cohorts/${job.cohortId}/jobs`}>{text.jobs.kinds[job.kind]}</AppLink>
      <div>{name}</div>
    </div>
  );
}
