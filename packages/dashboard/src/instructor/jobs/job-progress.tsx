import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import { useEffect, useRef } from "react";
import { Loaded } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import { JobState } from "./job-state.tsx";
import { useJob } from "./use-job.ts";

/** Work in the background, as it goes on: its name, how far it is, what it came to. */
export function JobProgress({
  jobId,
  onClosed,
}: {
  readonly jobId: string;
  /** Told once, when the job has ended; also of one that had ended before. */
  readonly onClosed?: (job: JobView) => void;
}) {
  const job = useJob(jobId);
  const told = useRef<string>(undefined);
  const closed = job.data?.closedAt === undefined ? undefined : job.data;
  useEffect(() => {
    if (closed === undefined || told.current === closed.jobId) return;
    told.current = closed.jobId;
    onClosed?.(closed);
  }, [closed, onClosed]);
  return (
    <Loaded read={job}>
      {(now) => (
        <div role="status">
          <SpaceBetween size="xxs">
            <Box variant="awsui-key-label">{text.jobs.kinds[now.kind]}</Box>
            <JobState job={now} />
            {now.closedAt === undefined && (
              <Box variant="small" color="text-body-secondary">
                {text.jobs.hidden}
              </Box>
            )}
          </SpaceBetween>
        </div>
      )}
    </Loaded>
  );
}
