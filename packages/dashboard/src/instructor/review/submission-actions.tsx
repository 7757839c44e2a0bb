import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { useState } from "react";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatMoment, Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { useRights } from "../use-rights.ts";
import { RedriveDialog } from "./redrive-dialog.tsx";

/** What staff see of a submission beside its feedback: whose it is, which grade counts, where to go on. */
export function SubmissionActions({ view }: { readonly view: SubmissionView }) {
  const { mayRead, mayManage } = useRights(view.cohortId);
  const [isRedriving, setRedriving] = useState(false);
  if (!mayRead || view.cohortId === undefined) return null;
  const { submissionId, cohortId, learnerId, assignmentId, learner, grade, acceptedAt, lab } = view;
  const { review } = text;
  const cell = `/cohorts/${cohortId}/learners/${learnerId}/assignments/${assignmentId}`;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            view.state === "failed" &&
            mayManage && <Button onClick={() => setRedriving(true)}>{review.redrive}</Button>
          }
        >
          {review.staffTitle}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={3}
          items={[
            {
              label: review.learner,
              value: (
                <AppLink to={`/cohorts/${cohortId}/learners/${learnerId}`}>
                  <LearnerText>{learner?.name ?? learner?.login ?? learnerId}</LearnerText>
                </AppLink>
              ),
            },
            { label: review.countingGrade, value: <CountingGrade grade={grade} /> },
            ...(acceptedAt === undefined
              ? []
              : [{ label: review.arrived, value: <Moment at={acceptedAt} /> }]),
          ]}
        />
        <SpaceBetween direction="horizontal" size="l">
          <AppLink to={cell}>{review.toCell}</AppLink>
          <AppLink to={`/assignments/${assignmentId}`}>{review.toAssignment}</AppLink>
          {grade && (
            <AppLink to={`/submissions/${submissionId}/evidence`}>{review.toEvidence}</AppLink>
          )}
          <AppLink to={`/library/${lab.id}/${lab.version}`}>{review.toRubric}</AppLink>
        </SpaceBetween>
      </SpaceBetween>
      {isRedriving && (
        <RedriveDialog submissionId={submissionId} onClose={() => setRedriving(false)} />
      )}
    </Container>
  );
}

function CountingGrade({ grade }: Pick<SubmissionView, "grade">) {
  const { review } = text;
  if (!grade) return review.noGrade;
  const source = review.gradeSource(
    review.causes[grade.cause],
    grade.by ?? "",
    formatMoment(grade.at),
  );
  return (
    <div>
      <div>{source}</div>
      {grade.reason !== undefined && <LearnerText>{grade.reason}</LearnerText>}
    </div>
  );
}
