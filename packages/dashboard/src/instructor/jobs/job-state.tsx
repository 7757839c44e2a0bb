import Box from "@cloudscape-design/components/box";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, {
  type StatusIndicatorProps,
} from "@cloudscape-design/components/status-indicator";
import type { JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { jobPercent, jobResultWords } from "./job-words.ts";

const marks: Readonly<Record<JobView["state"], StatusIndicatorProps.Type>> = {
  queued: "pending",
  running: "in-progress",
  done: "success",
  failed: "error",
  canceled: "stopped",
};

/** How far a job is, and what it came to. */
export function JobState({ job }: { readonly job: JobView }) {
  const { kind, state, parts, fault } = job;
  const { states, planning, progressLabel, kinds } = text.jobs;
  const percent = jobPercent(job);
  if (state === "running" && parts && percent !== undefined) {
    return (
      <ProgressBar
        value={percent}
        ariaLabel={progressLabel(kinds[kind])}
        additionalInfo={text.jobs.parts(parts.done, parts.of)}
      />
    );
  }
  const words = state === "done" ? jobResultWords(job) : undefined;
  return (
    <SpaceBetween size="xxs">
      <StatusIndicator type={marks[state]}>
        {state === "running" ? planning : states[state]}
      </StatusIndicator>
      {words && <Box variant="small">{words}</Box>}
      {state === "canceled" && parts && (
        <Box variant="small">{text.jobs.parts(parts.done, parts.of)}</Box>
      )}
      {fault && <LearnerText>{fault.text}</LearnerText>}
    </SpaceBetween>
  );
}
