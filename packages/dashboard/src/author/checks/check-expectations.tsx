import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { defaultText, valueText } from "@lab-grader/core/checks/check-page";
import type { CheckDescription, DescribedKey } from "@lab-grader/core/checks/describe-check";
import { text } from "../../text/text.ts";
import { PlainTable } from "../rubric/plain-table.tsx";

const words = text.rubric.checkGuide;

/** Where a check looks, and what it can expect. */
export function CheckExpectations({ check }: { readonly check: CheckDescription }) {
  const { where, expect, otherLines, defaultExpect } = check;
  const lines = otherLines ? [...expect, otherLines] : expect;
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{words.where}</Header>}>
        <KeyTable label={words.whereTable} keys={where} />
      </Container>
      <Container header={<Header variant="h2">{words.expect}</Header>}>
        <SpaceBetween size="s">
          <KeyTable label={words.expectTable} keys={lines} />
          <span>{words.withoutExpect(defaultText(defaultExpect))}</span>
          {lines.some(({ takesBounds }) => takesBounds) && <span>{words.bounds}</span>}
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}

function KeyTable({
  label,
  keys,
}: {
  readonly label: string;
  readonly keys: readonly DescribedKey[];
}) {
  if (keys.length === 0) return words.noKeys;
  return (
    <PlainTable
      label={label}
      head={[words.name, words.value, words.meaning]}
      rows={keys.map((key) => [
        key.isRequired ? words.requiredName(key.name) : key.name,
        valueText(key),
        key.description,
      ])}
    />
  );
}
