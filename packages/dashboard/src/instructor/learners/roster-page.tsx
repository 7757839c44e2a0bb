import Alert from "@cloudscape-design/components/alert";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useParams } from "react-router";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { Loading } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import { CohortFrame } from "../cohorts/cohort-page-frame.tsx";
import { useCohort } from "../cohorts/use-cohort.ts";
import { useRights } from "../use-rights.ts";
import { RosterPlan } from "./roster-plan.tsx";
import { RosterProblems } from "./roster-problems.tsx";
import { RosterProgress } from "./roster-progress.tsx";
import { RosterSource } from "./roster-source.tsx";
import { useRosterImport } from "./use-roster-import.ts";

/** Enrols the learners of a file: a dry run first, then part by part. */
export function RosterPage() {
  const { cohortId = "" } = useParams();
  const { cohort } = useCohort(cohortId);
  const { mayManage } = useRights(cohortId);
  const { state, check, apply, goOn, stop, reset } = useRosterImport(cohortId);
  // A new one empties the fields of the source.
  const [round, setRound] = useState(0);
  const words = text.roster.imports;
  const isWriting = state.status === "writing" || state.status === "halted";
  return (
    <CohortFrame cohortId={cohortId} title={words.title} description={words.description}>
      {cohort && !mayManage ? (
        <Alert type="info">{words.onlyInstructors}</Alert>
      ) : (
        <SpaceBetween size="l">
          {state.status !== "done" && !isWriting && (
            <RosterSource
              key={round}
              isChecking={state.status === "checking"}
              isChecked={state.status === "checked"}
              onCheck={(request) => void check(request)}
              onChange={reset}
            />
          )}
          {state.status === "checking" && <Loading />}
          {state.status === "unchecked" && (
            <FaultAlert fault={state.fault} onRetry={() => void check(state.request)} />
          )}
          {state.status === "checked" &&
            (state.report.status === "invalid" ? (
              <RosterProblems request={state.request} report={state.report} />
            ) : (
              <RosterPlan
                report={state.report}
                onApply={(dropMissing) => void apply(state, dropMissing)}
              />
            ))}
          {(isWriting || state.status === "done") && (
            <RosterProgress
              cohortId={cohortId}
              state={state}
              onStop={stop}
              onGoOn={(from) => void goOn(from)}
              onAnother={() => {
                setRound(round + 1);
                reset();
              }}
            />
          )}
        </SpaceBetween>
      )}
    </CohortFrame>
  );
}
