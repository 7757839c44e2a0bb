import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  getLearnersSandboxAccount,
  type SandboxAccount,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { accountText } from "@lab-grader/core/views/figures";
import { useState } from "react";
import { useOperation } from "../../api/use-operation.ts";
import { VerifyStep } from "../../learner/sandbox/verify-step.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { RebindAccount } from "./rebind-account.tsx";
import { RotateForLearner } from "./rotate-for-learner.tsx";

const { account: words } = text.learnerRecord;

/** The learner's account as staff see it, without the way to make its role. */
export function LearnerAccount({
  cohortId,
  learnerId,
  mayManage,
}: {
  readonly cohortId: string;
  readonly learnerId: string;
  readonly mayManage: boolean;
}) {
  const params = { cohortId, learnerId };
  const account = useOperation(getLearnersSandboxAccount, { params });
  const [asking, setAsking] = useState<"rebind" | "rotate">();
  const close = () => setAsking(undefined);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            mayManage && (
              <SpaceBetween direction="horizontal" size="xs">
                {account.data?.accountId && (
                  <Button onClick={() => setAsking("rotate")}>{words.rotate}</Button>
                )}
                <Button onClick={() => setAsking("rebind")}>{words.rebind}</Button>
              </SpaceBetween>
            )
          }
        >
          {words.title}
        </Header>
      }
    >
      <Loaded read={account}>{(known) => <Standing account={known} />}</Loaded>
      {asking === "rebind" && <RebindAccount params={params} onClose={close} />}
      {asking === "rotate" && <RotateForLearner params={params} onClose={close} />}
    </Container>
  );
}

function Standing({ account }: { readonly account: SandboxAccount }) {
  const { accountId, state, expiresAt, isRotating, verification } = account;
  if (accountId === null) return <Box color="text-body-secondary">{words.none}</Box>;
  return (
    <SpaceBetween size="xs">
      <Box variant="strong">{`${accountText(accountId)}: ${text.sandbox.states[state]}`}</Box>
      {expiresAt !== null && (
        <div>
          {state === "expired" ? words.since : words.until} <Moment at={expiresAt} />
        </div>
      )}
      {isRotating && <div>{words.rotating}</div>}
      {verification && (
        <>
          <div>
            {words.lastCheck} <Moment at={verification.startedAt} />
          </div>
          <ol className="verify-steps">
            {verification.steps.map((step) => (
              <li key={step.step}>
                <VerifyStep step={step} />
              </li>
            ))}
          </ol>
        </>
      )}
    </SpaceBetween>
  );
}
