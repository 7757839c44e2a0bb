import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Enrolment } from "@lab-grader/core/cohorts/enrolment";
import { useState } from "react";
import { useParams } from "react-router";
import { useFollow } from "../../parts/app-link.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import { CohortFrame } from "../cohorts/cohort-page-frame.tsx";
import { useRights } from "../use-rights.ts";
import { DropLearner } from "./drop-learner.tsx";
import { EnrolLearner } from "./enrol-learner.tsx";
import { LearnerTable } from "./learner-table.tsx";
import { useAllLearners } from "./use-all-learners.ts";

/** What is being done with one learner, or with a new one. */
export type LearnerAction =
  | { readonly kind: "enrol" }
  | { readonly kind: "change" | "drop" | "bringBack"; readonly learner: Enrolment };

/** Who is in a cohort: found, enrolled, dropped and brought back. */
export function LearnersPage() {
  const { cohortId = "" } = useParams();
  const { read, learners = [], isWhole } = useAllLearners(cohortId);
  const { mayManage } = useRights(cohortId);
  const [action, setAction] = useState<LearnerAction>();
  const follow = useFollow();
  const close = () => setAction(undefined);
  const actions = mayManage && (
    <SpaceBetween direction="horizontal" size="xs">
      <Button href={`/cohorts/${cohortId}/roster`} onFollow={follow}>
        {text.roster.import}
      </Button>
      <Button variant="primary" onClick={() => setAction({ kind: "enrol" })}>
        {text.roster.enrol}
      </Button>
    </SpaceBetween>
  );
  return (
    <CohortFrame cohortId={cohortId} title={text.roster.title} actions={actions}>
      <Loaded read={read}>
        {() =>
          learners.length === 0 && isWhole ? (
            <Empty title={text.roster.emptyTitle}>{text.roster.empty}</Empty>
          ) : (
            <LearnerTable
              cohortId={cohortId}
              learners={learners}
              isWhole={isWhole}
              onAction={mayManage ? setAction : undefined}
            />
          )
        }
      </Loaded>
      {action?.kind === "enrol" && (
        <EnrolLearner cohortId={cohortId} others={learners} onClose={close} />
      )}
      {action?.kind === "change" && (
        <EnrolLearner
          cohortId={cohortId}
          known={action.learner}
          others={learners}
          onClose={close}
        />
      )}
      {(action?.kind === "drop" || action?.kind === "bringBack") && (
        <DropLearner learner={action.learner} kind={action.kind} onClose={close} />
      )}
    </CohortFrame>
  );
}
