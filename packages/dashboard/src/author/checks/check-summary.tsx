import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { exampleText } from "@lab-grader/core/checks/check-page";
import type { CheckDescription } from "@lab-grader/core/checks/describe-check";
import { Command } from "../../parts/command.tsx";
import { text } from "../../text/text.ts";

const words = text.rubric.checkGuide;

/** A criterion that asks the check, and where AWS writes about it. */
export function CheckSummary({ check }: { readonly check: CheckDescription }) {
  return (
    <Container header={<Header variant="h2">{words.example}</Header>}>
      <SpaceBetween size="s">
        <Command label={words.exampleLabel}>{exampleText(check.example).trimEnd()}</Command>
        <Link href={check.read} external externalIconAriaLabel={text.parts.opensNewTab}>
          {words.documentation}
        </Link>
      </SpaceBetween>
    </Container>
  );
}
