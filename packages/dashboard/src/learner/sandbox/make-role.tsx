import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  getSandboxAccount,
  type OwnSandboxAccount,
  rotateExternalIdOfAccount,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { roleCommands } from "@lab-grader/core/sandbox-accounts/role-commands";
import { useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { Command } from "../../parts/command.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";

const { role: words } = text.sandbox;

/** The second step: the role, made by a link or by commands. */
export function MakeRole({ account }: { readonly account: OwnSandboxAccount }) {
  const { setUp, roleName } = account;
  const [isRotating, setIsRotating] = useState(false);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={setUp && <Button onClick={() => setIsRotating(true)}>{words.rotate}</Button>}
        >
          {words.title}
        </Header>
      }
    >
      {setUp ? (
        <SpaceBetween size="m">
          <div>{words.lead(roleName)}</div>
          <SetUp setUp={setUp} roleName={roleName} />
        </SpaceBetween>
      ) : (
        <Box color="text-body-secondary">{words.first}</Box>
      )}
      {isRotating && <Rotate onClose={() => setIsRotating(false)} />}
    </Container>
  );
}

function SetUp({
  setUp,
  roleName,
}: {
  readonly setUp: NonNullable<OwnSandboxAccount["setUp"]>;
  readonly roleName: string;
}) {
  if (setUp.way === "link") {
    return (
      <SpaceBetween size="s">
        <Button
          variant="primary"
          href={setUp.link}
          target="_blank"
          rel="noopener noreferrer"
          iconName="external"
          iconAlign="right"
        >
          {words.open}
        </Button>
        <Box color="text-body-secondary">{words.openNote}</Box>
      </SpaceBetween>
    );
  }
  const { make, update } = roleCommands(setUp, roleName);
  return (
    <SpaceBetween size="s">
      <div>{words.documents}</div>
      <Command label={words.make}>{make}</Command>
      <ExpandableSection headerText={words.hasRole}>
        <Command label={words.update}>{update}</Command>
      </ExpandableSection>
    </SpaceBetween>
  );
}

function Rotate({ onClose }: { readonly onClose: () => void }) {
  const notify = useNotify();
  const rotating = useChange(rotateExternalIdOfAccount, { changes: [getSandboxAccount] });
  const rotate = async () => {
    if (!(await rotating.send({}))) return;
    notify({ type: "info", text: words.rotated });
    onClose();
  };
  return (
    <Confirm
      title={words.rotateTitle}
      confirm={words.rotate}
      isSending={rotating.isSending}
      fault={rotating.error}
      onConfirm={() => void rotate()}
      onCancel={onClose}
    >
      {words.rotateText}
    </Confirm>
  );
}
