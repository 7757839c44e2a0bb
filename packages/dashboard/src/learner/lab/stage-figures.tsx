import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { AppLink } from "../../parts/app-link.tsx";
import { text } from "../../text/text.ts";
import type { StageProgress } from "./stage-progress.ts";
import { attemptsWords, keptPoints, stageMarks, stageStateWords } from "./stage-words.ts";
import "./stage-figures.css";

const { labs } = text;

/** A learner's state in a stage, attempts, and what counts. */
export function StageFigures({
  progress,
  titleOf,
}: {
  readonly progress: StageProgress;
  readonly titleOf: (stage: string) => string;
}) {
  const { status, keep, kept, latest } = progress;
  return (
    <KeyValuePairs
      columns={4}
      items={[
        {
          label: labs.labels.state,
          value: (
            <StatusIndicator type={stageMarks[status]}>
              <span className="whole-words">{stageStateWords(progress, titleOf)}</span>
            </StatusIndicator>
          ),
        },
        { label: labs.labels.attempts, value: attemptsWords(progress) },
        ...(kept
          ? [
              {
                label: labs.labels.kept[keep],
                value: (
                  <AppLink to={`/submissions/${kept.submissionId}`}>
                    {labs.keptOf(keptPoints(kept), kept.number)}
                  </AppLink>
                ),
              },
            ]
          : []),
        ...(latest && latest !== kept
          ? [
              {
                label: labs.labels.latest,
                value: (
                  <AppLink to={`/submissions/${latest.submissionId}`}>
                    {labs.latestOf(labs.submissionStates[latest.state], latest.number)}
                  </AppLink>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
