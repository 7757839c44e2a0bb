import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  type AssignmentView,
  getAssignment,
  listAssignments,
} from "@lab-grader/core/contracts/endpoints/assignments";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { useParams } from "react-router";
import { useOperation } from "../../api/use-operation.ts";
import { AppLink, useFollow } from "../../parts/app-link.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { usePerson } from "../../sign-in/session-context.tsx";
import { text } from "../../text/text.ts";
import { CohortFrame } from "../cohorts/cohort-page-frame.tsx";
import { JobProgress } from "../jobs/job-progress.tsx";
import { useRights } from "../use-rights.ts";
import { AssignmentHolds } from "./assignment-holds.tsx";
import { AssignmentLinks } from "./assignment-links.tsx";
import { AssignmentRules } from "./assignment-rules.tsx";
import { ReleaseSwitch } from "./release-switch.tsx";

const words = text.assignments.page;

/** An assignment as its staff see it: dates, rules in words, what is on hold. */
export function AssignmentPage() {
  const { assignmentId = "" } = useParams();
  const { isStaff } = usePerson();
  const read = useOperation(getAssignment, { params: { assignmentId } }, { isEnabled: isStaff });
  const assignment = read.data;
  if (!isStaff || assignment?.own) return <ForStaff assignmentId={assignmentId} />;
  if (!assignment) {
    return (
      <Page title={text.assignments.title} crumbs={[{ text: text.cohorts.title, to: "/cohorts" }]}>
        <Loaded read={read}>{() => null}</Loaded>
      </Page>
    );
  }
  return <Loaded read={read}>{(view) => <Framed assignment={view} />}</Loaded>;
}

function Framed({ assignment }: { readonly assignment: AssignmentView }) {
  const { assignmentId, cohortId, title, version } = assignment;
  const { mayManage } = useRights(cohortId);
  const follow = useFollow();
  const [jobId] = useQueryText("job");
  const progress = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The change was made further down: what follows from it is looked at here.
    if (jobId !== "") progress.current?.focus();
  }, [jobId]);
  const queries = useQueryClient();
  const readAgain = useCallback(() => {
    for (const { name } of [getAssignment, listAssignments])
      void queries.invalidateQueries({ queryKey: [name] });
  }, [queries]);
  return (
    <CohortFrame
      cohortId={cohortId}
      title={title}
      active="assignments"
      crumbs={[{ text: text.assignments.title, to: `/cohorts/${cohortId}/assignments` }]}
      description={words.idLine(assignmentId, version)}
      actions={
        mayManage && (
          <Button href={`/assignments/${assignmentId}/edit`} onFollow={follow}>
            {words.edit}
          </Button>
        )
      }
    >
      <SpaceBetween size="l">
        {jobId !== "" && (
          <div ref={progress} tabIndex={-1}>
            <Container>
              <JobProgress jobId={jobId} onClosed={readAgain} />
            </Container>
          </div>
        )}
        <AssignmentLinks assignment={assignment} />
        <AssignmentRules assignment={assignment} />
        <ReleaseSwitch assignment={assignment} mayManage={mayManage} />
        <AssignmentHolds assignment={assignment} mayManage={mayManage} />
      </SpaceBetween>
    </CohortFrame>
  );
}

function ForStaff({ assignmentId }: { readonly assignmentId: string }) {
  return (
    <Page title={words.learnerTitle}>
      <Alert type="info">
        <p>{words.learner}</p>
        <AppLink to={`/labs/${assignmentId}`}>{words.toLab}</AppLink>
      </Alert>
    </Page>
  );
}
