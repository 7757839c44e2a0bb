import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Command } from "../../parts/command.tsx";
import { text } from "../../text/text.ts";
import { proofCommand } from "../author-commands.ts";

const words = text.rubric.proof.file;

/** How a proof file is written. */
export function ProofHowTo() {
  return (
    <Container header={<Header variant="h2">{words.how}</Header>}>
      <SpaceBetween size="xs">
        <Command label={words.command}>{proofCommand()}</Command>
        <span>{words.howNote}</span>
      </SpaceBetween>
    </Container>
  );
}
