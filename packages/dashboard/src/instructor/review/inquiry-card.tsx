import Box from "@cloudscape-design/components/box";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { InquiryView } from "@lab-grader/core/contracts/endpoints/inquiries";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatMoment } from "../../parts/moment.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { formatPointsOf } from "../../parts/points.ts";
import { criterionAnchor } from "../../submission/criterion-anchor.ts";
import { text } from "../../text/text.ts";
import { AnswerForm } from "./answer-form.tsx";
import { WrittenText } from "./written-text.tsx";

/** One question: who, about what, the verdict then and now, and its answer. */
export function InquiryCard({
  inquiry,
  mayAnswer,
}: {
  readonly inquiry: InquiryView;
  readonly mayAnswer: boolean;
}) {
  const {
    title,
    criterion,
    login,
    askedAt,
    submissionId,
    about,
    current,
    hasChanged,
    evidenceClaim,
  } = inquiry;
  const { inquiries } = text.review;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            <LearnerText>
              {inquiries.asked(login ?? inquiries.somebody, formatMoment(askedAt))}
            </LearnerText>
          }
        >
          <LearnerText>{title}</LearnerText>
        </Header>
      }
    >
      <SpaceBetween size="m">
        <div>
          <Box variant="awsui-key-label">{inquiries.question}</Box>
          <WrittenText>{inquiry.text}</WrittenText>
        </div>
        <ColumnLayout columns={2}>
          <Verdict label={inquiries.verdictThen} under={about} />
          {hasChanged ? (
            <Verdict label={inquiries.verdictNow} under={current} />
          ) : (
            <div>
              <Box variant="awsui-key-label">{inquiries.verdictNow}</Box>
              {inquiries.stillCounts}
            </div>
          )}
        </ColumnLayout>
        <SpaceBetween direction="horizontal" size="l">
          <AppLink to={`/submissions/${submissionId}#${criterionAnchor(criterion)}`}>
            {inquiries.toSubmission}
          </AppLink>
          {evidenceClaim !== undefined && (
            <AppLink to={`/submissions/${submissionId}/evidence`}>
              {inquiries.toEvidence(evidenceClaim)}
            </AppLink>
          )}
        </SpaceBetween>
        {inquiry.answer && <GivenAnswer answer={inquiry.answer} />}
        {inquiry.state === "open" && mayAnswer && <AnswerForm inquiry={inquiry} />}
      </SpaceBetween>
    </Container>
  );
}

function Verdict({
  label,
  under,
}: {
  readonly label: string;
  readonly under: InquiryView["about"];
}) {
  const outcome = under?.outcome;
  return (
    <div>
      <Box variant="awsui-key-label">{label}</Box>
      {outcome ? (
        <div>
          <SpaceBetween direction="horizontal" size="s">
            <OutcomeMark of={outcome} />
            <span>{formatPointsOf(outcome.points, outcome.maxPoints)}</span>
          </SpaceBetween>
          <LearnerText>{outcome.short}</LearnerText>
        </div>
      ) : (
        text.review.inquiries.notAsked
      )}
    </div>
  );
}

function GivenAnswer({ answer }: { readonly answer: NonNullable<InquiryView["answer"]> }) {
  const { inquiries } = text.review;
  return (
    <div>
      <Box variant="awsui-key-label">{inquiries.answerLabel}</Box>
      <Box color="text-body-secondary">
        {inquiries.answeredBy(
          inquiries.decisions[answer.decision],
          answer.by,
          formatMoment(answer.at),
        )}
      </Box>
      <WrittenText>{answer.text}</WrittenText>
    </div>
  );
}
