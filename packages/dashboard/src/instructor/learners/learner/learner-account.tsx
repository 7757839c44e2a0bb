import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, {
  type StatusIndicatorProps,
} from "@cloudscape-design/components/status-indicator";
import type { MatrixRow } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import {
  getLearnersSandboxAccount,
  type SandboxAccount,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { accountText } from "@lab-grader/core/views/figures";
import { useState } from "react";
import { useOperation } from "../../../api/use-operation.ts";
import { VerifyStep } from "../../../learner/sandbox/verify-step.tsx";
import { Loaded } from "../../../parts/loaded.tsx";
import { formatMoment, Moment } from "../../../parts/moment.tsx";
import { text } from "../../../text/text.ts";
import { RebindDialog } from "./rebind-dialog.tsx";
import { RotateDialog } from "./rotate-dialog.tsx";

const words = text.learner;
const marks: Readonly<Record<SandboxAccount["state"], StatusIndicatorProps.Type>> = {
  unregistered: "stopped",
  registered: "pending",
  verifying: "in-progress",
  verified: "success",
  expired: "warning",
};
const whileVerifyingMs = 5000;

/** The AWS account that the learner's work lies in, as far as staff may see it. */
export function LearnerAccount({
  cohortId,
  learner,
  mayManage,
}: {
  readonly cohortId: string;
  readonly learner: MatrixRow;
  readonly mayManage: boolean;
}) {
  const { learnerId, login } = learner;
  const params = { cohortId, learnerId };
  const [isVerifying, setIsVerifying] = useState(false);
  const read = useOperation(
    getLearnersSandboxAccount,
    { params },
    { everyMs: isVerifying && whileVerifyingMs },
  );
  const isUnderWay = read.data?.state === "verifying";
  if (isUnderWay !== isVerifying) setIsVerifying(isUnderWay);
  const [dialog, setDialog] = useState<"rebind" | "rotate">();
  const onClose = () => setDialog(undefined);
  const hasAccount = read.data !== undefined && read.data.state !== "unregistered";
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            mayManage && (
              <SpaceBetween direction="horizontal" size="xs">
                <Button onClick={() => setDialog("rebind")}>{words.rebind}</Button>
                {hasAccount && <Button onClick={() => setDialog("rotate")}>{words.rotate}</Button>}
              </SpaceBetween>
            )
          }
        >
          {words.account}
        </Header>
      }
    >
      <Loaded read={read}>{(account) => <Account account={account} />}</Loaded>
      {dialog === "rebind" && <RebindDialog {...{ ...params, login, onClose }} />}
      {dialog === "rotate" && <RotateDialog {...{ ...params, login, onClose }} />}
    </Container>
  );
}

function Account({ account }: { readonly account: SandboxAccount }) {
  const { state, accountId, provenBy, expiresAt, isRotating, verification } = account;
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={4}
        items={[
          {
            label: words.accountState,
            value: (
              <StatusIndicator type={marks[state]}>{words.accountStates[state]}</StatusIndicator>
            ),
          },
          {
            label: words.accountId,
            value: accountId === null ? text.parts.dash : accountText(accountId),
          },
          {
            label: words.provenBy,
            value: provenBy === null ? text.parts.dash : words.proofs[provenBy],
          },
          {
            label: words.expiresAt,
            value: expiresAt === null ? text.parts.dash : <Moment at={expiresAt} />,
          },
        ]}
      />
      {isRotating && <div>{words.isRotating}</div>}
      {verification && (
        <ExpandableSection
          headerText={words.verification}
          headerDescription={words.startedAt(formatMoment(verification.startedAt))}
          defaultExpanded={verification.isVerified !== true}
        >
          <SpaceBetween size="s">
            {verification.fault !== undefined && <div>{verification.fault}</div>}
            {verification.steps.map((step) => (
              <VerifyStep key={step.step} step={step} />
            ))}
          </SpaceBetween>
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}
