import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AnalyticsPart } from "@lab-grader/core/gradebook/analytics/analytics";
import {
  type IntegritySignal,
  integritySignals,
} from "@lab-grader/core/gradebook/analytics/findings";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { useLearnerNames } from "../use-learner-names.ts";

const words = text.analytics.integrity;

/** What several learners share, and what is older than the assignment: for a person to look at. */
export function IntegritySignals({
  sums,
  cohortId,
}: {
  readonly sums: AnalyticsPart;
  readonly cohortId: string;
}) {
  const signals = integritySignals(sums);
  return (
    <Container
      header={
        <Header variant="h2" description={words.description}>
          {words.title}
        </Header>
      }
    >
      {signals.length === 0 ? words.none : <SignalList signals={signals} cohortId={cohortId} />}
    </Container>
  );
}

function SignalList({
  signals,
  cohortId,
}: {
  readonly signals: readonly IntegritySignal[];
  readonly cohortId: string;
}) {
  const nameOf = useLearnerNames(cohortId);
  return (
    <ul className="plain-list">
      {signals.map((signal) => (
        <li key={keyOf(signal)}>
          <SpaceBetween direction="horizontal" size="xs">
            <strong>{words.kinds[signal.kind]}:</strong>
            {signal.learners.map(({ learnerId, submissionId }) => (
              <AppLink key={submissionId} to={`/submissions/${submissionId}`}>
                <LearnerText>{nameOf(learnerId)}</LearnerText>
              </AppLink>
            ))}
            {signal.kind === "resource_older_than_lab" && (
              <span>
                <LearnerText>{words.table(signal.name)}</LearnerText>{" "}
                <Moment at={signal.createdAt} />
              </span>
            )}
          </SpaceBetween>
        </li>
      ))}
    </ul>
  );
}

function keyOf(signal: IntegritySignal): string {
  const who = signal.learners.map(({ submissionId }) => submissionId).join(" ");
  return signal.kind === "resource_older_than_lab"
    ? `${signal.kind} ${who} ${signal.name}`
    : `${signal.kind} ${who}`;
}
