import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import type { CheckDescription } from "@lab-grader/core/checks/describe-check";
import { text } from "../../text/text.ts";
import { PlainTable } from "../rubric/plain-table.tsx";

const words = text.rubric.checkGuide;

/** What learners read where a check is not met. */
export function CheckReasons({ check }: { readonly check: CheckDescription }) {
  return (
    <Container header={<Header variant="h2">{words.reasons}</Header>}>
      <PlainTable
        label={words.reasonsTable}
        head={[words.reason, words.found, words.doNext]}
        rows={check.reasons.map(({ code, found, doNext }) => [code, found, doNext])}
      />
    </Container>
  );
}
