import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { InquiryView } from "@lab-grader/core/contracts/endpoints/inquiries";
import { LearnerText } from "../parts/learner-text.tsx";
import { Moment } from "../parts/moment.tsx";
import { text } from "../text/text.ts";
import "./criterion.css";

/** One question about a verdict, and what came of it. */
export function InquiryCard({ inquiry }: { readonly inquiry: InquiryView }) {
  const { inquiries, submissions } = text;
  const { state, askedAt, answer, about, current, hasChanged } = inquiry;
  return (
    <dl className="criterion-facts">
      <div>
        <dt>{submissions.labels.inquiry}</dt>
        <dd>
          <LearnerText>{inquiry.text}</LearnerText>
          <div>
            {inquiries.askedAt} <Moment at={askedAt} />{" "}
            <StatusIndicator type={state === "open" ? "pending" : "success"}>
              {state === "open" ? inquiries.open : inquiries.answered}
            </StatusIndicator>
          </div>
        </dd>
      </div>
      {answer && (
        <div>
          <dt>{inquiries.answer}</dt>
          <dd>
            <LearnerText>{answer.text}</LearnerText>
            <div>
              {inquiries.decisions[answer.decision]},{" "}
              <LearnerText>{inquiries.answeredBy(answer.by)}</LearnerText>,{" "}
              <Moment at={answer.at} />
            </div>
          </dd>
        </div>
      )}
      {hasChanged && about?.outcome && current?.outcome && (
        <div>
          <dt>{inquiries.atAsking}</dt>
          <dd>{inquiries.change(about.outcome.short, current.outcome.short)}</dd>
        </div>
      )}
    </dl>
  );
}
