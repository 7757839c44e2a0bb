import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  getSandboxAccount,
  type OwnSandboxAccount,
  type VerificationView,
  verifySandboxAccount,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { useChange } from "../../api/use-change.ts";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { VerifyStep } from "./verify-step.tsx";

const { check: words } = text.sandbox;

/** The third step: what we found when we tried the role, step by step while it goes on. */
export function CheckAccount({ account }: { readonly account: OwnSandboxAccount }) {
  const { verification, accountId, state } = account;
  const starting = useChange(verifySandboxAccount, { changes: [getSandboxAccount] });
  const isChecking = starting.isSending || state === "verifying";
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={words.lead}
          actions={
            accountId !== null && (
              <Button
                variant={state === "verified" ? "normal" : "primary"}
                loading={isChecking}
                onClick={() => void starting.send({})}
              >
                {verification ? words.again : words.start}
              </Button>
            )
          }
        >
          {words.title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {starting.error && <FaultAlert fault={starting.error} />}
        {verification ? (
          <Verification verification={verification} isOpen={isChecking} />
        ) : (
          <Box color="text-body-secondary">{words.never}</Box>
        )}
      </SpaceBetween>
    </Container>
  );
}

function Verification({
  verification,
  isOpen,
}: {
  readonly verification: VerificationView;
  readonly isOpen: boolean;
}) {
  const { steps, startedAt, isVerified, fault } = verification;
  return (
    <SpaceBetween size="s">
      <Box color="text-body-secondary">
        {words.at} <Moment at={startedAt} />
      </Box>
      <div aria-live="polite">
        <ol className="verify-steps">
          {steps.map((step) => (
            <li key={step.step}>
              <VerifyStep step={step} />
            </li>
          ))}
        </ol>
      </div>
      {fault !== undefined && (
        <Alert type="warning">
          <LearnerText>{fault}</LearnerText>
        </Alert>
      )}
      {!isOpen && isVerified !== undefined && (
        <Alert type={isVerified ? "success" : "warning"}>
          {isVerified ? words.done : words.notDone}
        </Alert>
      )}
    </SpaceBetween>
  );
}
