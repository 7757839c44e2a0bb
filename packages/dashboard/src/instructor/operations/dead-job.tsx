import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { useJob } from "../jobs/use-job.ts";

const words = text.operations.dead;

/** What became of the job of a dead letter. */
export function DeadJob({ jobId }: { readonly jobId: string }) {
  const { data: job, isError } = useJob(jobId);
  if (!job) return isError ? words.unknown : text.parts.loading;
  return (
    <>
      <div>{words.jobStates[job.state]}</div>
      {job.fault && <LearnerText>{job.fault.text}</LearnerText>}
    </>
  );
}
