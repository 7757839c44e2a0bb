import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useText as wordFor } from "@lab-grader/core/checks/check-page";
import type { CheckDescription } from "@lab-grader/core/checks/describe-check";
import { text } from "../../text/text.ts";
import { PlainTable } from "../rubric/plain-table.tsx";

const words = text.rubric.checkGuide;

/** What a check asks of AWS. */
export function CheckFacts({ check }: { readonly check: CheckDescription }) {
  return (
    <Container header={<Header variant="h2">{words.asks}</Header>}>
      <PlainTable
        label={words.asksTable}
        head={[words.fact, words.use, words.calls, words.actions]}
        rows={check.facts.map(({ kind, summary, use, operations, actions }) => [
          words.factIs(kind, summary),
          wordFor(use),
          operations.join(", "),
          actions.join(", "),
        ])}
      />
    </Container>
  );
}
