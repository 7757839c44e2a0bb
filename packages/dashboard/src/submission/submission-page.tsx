import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { getAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { Suspense } from "react";
import { useParams } from "react-router";
import { useOperation } from "../api/use-operation.ts";
import { useFollow } from "../parts/app-link.tsx";
import { LearnerText } from "../parts/learner-text.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { text } from "../text/text.ts";
import { CriteriaSections } from "./criteria-sections.tsx";
import { isForStaff } from "./for-staff.ts";
import { LeftBehind } from "./left-behind.tsx";
import { MovePanel } from "./move-panel.tsx";
import { ProgressSteps } from "./progress-steps.tsx";
import { SubmissionActions } from "./staff-slots.tsx";
import { SubmissionResult, SubmissionSource } from "./submission-summary.tsx";
import { crumbsOf, titleOf } from "./submission-title.ts";
import { useSubmission } from "./use-submission.ts";

/** One submission: whose move it is, and for every criterion what to do. */
export function SubmissionPage() {
  const { submissionId = "" } = useParams();
  const read = useSubmission(submissionId);
  const { data: view } = read;
  return (
    <Page
      title={view ? titleOf(view) : text.submissions.title}
      crumbs={view && crumbsOf(view)}
      description={view && <Description view={view} />}
      actions={view && !view.notReleased && <PageActions view={view} />}
    >
      <Loaded read={read}>{(loaded) => <SubmissionBody view={loaded} />}</Loaded>
    </Page>
  );
}

function Description({ view: { lab, learner } }: { readonly view: SubmissionView }) {
  if (!learner) return <LearnerText>{lab.title}</LearnerText>;
  const { login, name } = learner;
  const who = text.submissions.ofLearner(name === undefined ? login : `${name} (${login})`);
  return <LearnerText>{`${lab.title}. ${who}`}</LearnerText>;
}

function PageActions({ view }: { readonly view: SubmissionView }) {
  const { submissionId, comparison } = view;
  const follow = useFollow();
  const compared = comparison ? `?with=${comparison.submissionId}` : "";
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {view.outcomes.length > 0 && (
        <Button href={`/submissions/${submissionId}/evidence`} onFollow={follow}>
          {text.submissions.toEvidence}
        </Button>
      )}
      <Button href={`/submissions/${submissionId}/comparison${compared}`} onFollow={follow}>
        {text.submissions.toComparison}
      </Button>
    </SpaceBetween>
  );
}

function SubmissionBody({ view }: { readonly view: SubmissionView }) {
  const forStaff = isForStaff(view);
  const { assignmentId } = view;
  const { data: assignment } = useOperation(getAssignment, { params: { assignmentId } });
  return (
    <SpaceBetween size="l">
      {forStaff && assignment?.release === "hidden" && (
        <Alert type="info">{text.submissions.hiddenFromLearners}</Alert>
      )}
      <MovePanel view={view} />
      {(view.state === "queued" || view.state === "grading" || view.state === "waiting") && (
        <ProgressSteps view={view} />
      )}
      <SubmissionResult view={view} />
      {forStaff && (
        <Suspense fallback={null}>
          <SubmissionActions view={view} />
        </Suspense>
      )}
      <CriteriaSections view={view} hintPolicy={assignment?.hints} />
      {view.leftBehind && <LeftBehind view={view} leftOvers={view.leftBehind} />}
      <SubmissionSource view={view} />
    </SpaceBetween>
  );
}
