import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Enrolment } from "@lab-grader/core/cohorts/enrolment";
import {
  getCohortGradebook,
  type MatrixRow,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FaultAlert } from "../../../parts/fault-alert.tsx";
import { LearnerText } from "../../../parts/learner-text.tsx";
import { formatMoment } from "../../../parts/moment.tsx";
import { text } from "../../../text/text.ts";
import { DropLearner } from "../drop-learner.tsx";
import { EnrolLearner } from "../enrol-learner.tsx";
import { idFields } from "../learner-fields.ts";
import { useAllLearners } from "../use-all-learners.ts";

const words = text.learner;
const nobody: readonly Enrolment[] = [];

/** What the roster says of the learner; instructors change it, drop them and bring them back. */
export function LearnerEnrolment({
  cohortId,
  learner,
  mayManage,
}: {
  readonly cohortId: string;
  readonly learner: MatrixRow;
  readonly mayManage: boolean;
}) {
  const { learners = nobody, read } = useAllLearners(cohortId);
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<"change" | "drop" | "bringBack">();
  const known = learners.find(({ learnerId }) => learnerId === learner.learnerId);
  const close = () => {
    setDialog(undefined);
    void queries.invalidateQueries({ queryKey: [getCohortGradebook.name] });
  };
  const isDropped = learner.state === "dropped";
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            mayManage && (
              <SpaceBetween direction="horizontal" size="xs">
                <Button loading={!known && !read.error} onClick={() => setDialog("change")}>
                  {words.change}
                </Button>
                <Button
                  loading={!known && !read.error}
                  onClick={() => setDialog(isDropped ? "bringBack" : "drop")}
                >
                  {isDropped ? words.bringBack : words.drop}
                </Button>
              </SpaceBetween>
            )
          }
        >
          {words.person}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={4}
          items={[
            { label: words.login, value: <LearnerText>{learner.login}</LearnerText> },
            {
              label: words.email,
              value: known?.email ? <LearnerText>{known.email}</LearnerText> : text.parts.dash,
            },
            {
              label: words.section,
              value: learner.section ? (
                <LearnerText>{learner.section}</LearnerText>
              ) : (
                text.parts.dash
              ),
            },
            { label: words.state, value: known ? sinceWords(known) : words[learner.state] },
            { label: words.ids, value: known ? idsOf(known) : text.parts.dash },
          ]}
        />
        {read.error && !known && (
          <FaultAlert fault={read.error} onRetry={() => void read.refetch()} />
        )}
      </SpaceBetween>
      {known && dialog === "change" && (
        <EnrolLearner cohortId={cohortId} known={known} others={learners} onClose={close} />
      )}
      {known && (dialog === "drop" || dialog === "bringBack") && (
        <DropLearner learner={known} kind={dialog} onClose={close} />
      )}
    </Container>
  );
}

function sinceWords({ state, enrolledAt, droppedAt }: Enrolment): string {
  return state === "dropped" && droppedAt !== undefined
    ? words.droppedSince(formatMoment(droppedAt))
    : words.enrolledSince(formatMoment(enrolledAt));
}

function idsOf({ externalIds }: Enrolment) {
  const ids = idFields.flatMap((id) => {
    const value = externalIds[id];
    return value === undefined ? [] : [`${text.roster.form[id]}: ${value}`];
  });
  return ids.length === 0 ? text.parts.none : <LearnerText>{ids.join("; ")}</LearnerText>;
}
