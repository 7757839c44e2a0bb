import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, {
  type StatusIndicatorProps,
} from "@cloudscape-design/components/status-indicator";
import type { VerifyStepView } from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import "./verify-step.css";

const { check: words } = text.sandbox;

const marks: Readonly<Record<VerifyStepView["outcome"], StatusIndicatorProps.Type>> = {
  passed: "success",
  failed: "error",
  warned: "warning",
  not_done: "stopped",
  waiting: "pending",
};

/** One look at the role: what was found, and what to do where it is not as it should be. */
export function VerifyStep({ step }: { readonly step: VerifyStepView }) {
  const { title, outcome, found, doNext, read, missing = [] } = step;
  return (
    <SpaceBetween size="xxs">
      <div className="verify-step-title">
        <span>{title}</span>
        <StatusIndicator type={marks[outcome]}>{words.steps[outcome]}</StatusIndicator>
      </div>
      {outcome !== "passed" && outcome !== "not_done" && (
        <dl className="verify-step-detail">
          {found !== undefined && <Detail name={words.found}>{found}</Detail>}
          {doNext !== undefined && <Detail name={words.doNext}>{doNext}</Detail>}
          {read !== undefined && (
            <>
              <dt>{words.read}</dt>
              <dd>
                <Link
                  href={`https://${read}`}
                  external
                  externalIconAriaLabel={text.parts.opensNewTab}
                >
                  {read}
                </Link>
              </dd>
            </>
          )}
        </dl>
      )}
      {missing.length > 0 && (
        <ExpandableSection headerText={words.missing(missing.length)}>
          <ul>
            {missing.map((action) => (
              <li key={action}>
                <code>{action}</code>
              </li>
            ))}
          </ul>
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}

function Detail({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <LearnerText>{children}</LearnerText>
      </dd>
    </>
  );
}
