import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useFollow } from "../../parts/app-link.tsx";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { text } from "../../text/text.ts";
import type { Applied, ImportState } from "./use-roster-import.ts";

const words = text.roster.imports;
type WritingState = Extract<ImportState, { status: "writing" | "halted" | "done" }>;

/** How far a roster is written: stopped half-way it goes on, and at the end it says what was done. */
export function RosterProgress({
  cohortId,
  state,
  onStop,
  onGoOn,
  onAnother,
}: {
  readonly cohortId: string;
  readonly state: WritingState;
  readonly onStop: () => void;
  readonly onGoOn: (from: Extract<ImportState, { status: "halted" }>) => void;
  readonly onAnother: () => void;
}) {
  const follow = useFollow();
  const { of, left, applied } = state;
  const done = Math.max(0, of - left);
  const said = words.done(countsOf(applied));
  if (state.status === "done") {
    return (
      <Container header={<Header variant="h2">{words.stepResult}</Header>}>
        <SpaceBetween size="m">
          <div role="status">
            <Alert type="success" header={words.doneTitle}>
              {said}.
            </Alert>
          </div>
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="primary" href={`/cohorts/${cohortId}/learners`} onFollow={follow}>
              {words.toLearners}
            </Button>
            <Button onClick={onAnother}>{words.another}</Button>
          </SpaceBetween>
        </SpaceBetween>
      </Container>
    );
  }
  return (
    <Container header={<Header variant="h2">{words.stepWriting}</Header>}>
      <SpaceBetween size="m">
        <ProgressBar
          label={words.progressLabel}
          value={of === 0 ? 100 : Math.floor((100 * done) / of)}
          additionalInfo={words.progress(done, of)}
          description={state.status === "writing" ? words.progressHint : undefined}
        />
        <Box>{said}</Box>
        {state.status === "writing" && (
          <Button onClick={onStop} loading={state.isStopping} loadingText={words.stopping}>
            {state.isStopping ? words.stopping : words.stop}
          </Button>
        )}
        {state.status === "halted" && (
          <SpaceBetween size="m">
            {state.fault !== undefined && (
              <FaultAlert fault={state.fault} title={words.faultTitle} />
            )}
            <Alert type="info" header={words.stoppedTitle}>
              {words.stopped(left)}
            </Alert>
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="primary" onClick={() => onGoOn(state)}>
                {words.goOn}
              </Button>
              <Button onClick={onAnother}>{words.another}</Button>
            </SpaceBetween>
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Container>
  );
}

function countsOf({ enrolled, reEnrolled, updated, dropped }: Applied) {
  return { enrol: enrolled, reEnrol: reEnrolled, update: updated, drop: dropped };
}
