import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import type { Json } from "@lab-grader/core/json";
import type { SubmissionsComparison } from "@lab-grader/core/views/submissions-comparison";
import { LearnerText } from "../parts/learner-text.tsx";
import { text } from "../text/text.ts";
import { Breakable } from "./breakable.tsx";
import { sideName } from "./compared-sides.tsx";
import { factName } from "./found-facts.ts";
import { JsonNode } from "./json-node.tsx";
import "./evidence.css";

type ComparedFact = SubmissionsComparison["facts"][number];

/** What AWS answered otherwise, member by member. */
export function ComparedFacts({ comparison }: { readonly comparison: SubmissionsComparison }) {
  const words = text.comparison;
  const { facts } = comparison;
  const changed = facts.filter(({ change }) => change === "changed");
  const onlyBefore = facts.filter(({ change }) => change === "only_before");
  const onlyAfter = facts.filter(({ change }) => change === "only_after");
  return (
    <Container header={<Header variant="h2">{words.facts}</Header>}>
      <SpaceBetween size="l">
        {changed.length === 0 && <Box>{words.factsSame}</Box>}
        {changed.map((fact) => (
          <ChangedFact key={factName(fact)} fact={fact} comparison={comparison} />
        ))}
        <Named title={words.onlyBefore} facts={onlyBefore} />
        <Named title={words.onlyAfter} facts={onlyAfter} />
      </SpaceBetween>
    </Container>
  );
}

function ChangedFact({
  fact,
  comparison: { before, after },
}: {
  readonly fact: ComparedFact;
  readonly comparison: SubmissionsComparison;
}) {
  const words = text.comparison;
  return (
    <Table
      variant="embedded"
      wrapLines
      header={<Header variant="h3">{<LearnerText>{factName(fact)}</LearnerText>}</Header>}
      ariaLabels={{ tableLabel: factName(fact) }}
      items={fact.changes}
      trackBy="path"
      columnDefinitions={[
        {
          id: "path",
          header: words.what,
          isRowHeader: true,
          minWidth: 200,
          cell: ({ path }) => (
            <Breakable after=".">{path === "" ? words.wholeAnswer : path}</Breakable>
          ),
        },
        {
          id: "before",
          header: sideName(before),
          minWidth: 160,
          cell: (change) => <Value value={change.before} />,
        },
        {
          id: "after",
          header: sideName(after),
          minWidth: 160,
          cell: (change) => <Value value={change.after} />,
        },
      ]}
    />
  );
}

function Named({
  title,
  facts,
}: {
  readonly title: string;
  readonly facts: readonly ComparedFact[];
}) {
  if (facts.length === 0) return null;
  return (
    <div>
      <Box variant="h3">{title}</Box>
      <ul>
        {facts.map((fact) => (
          <li key={factName(fact)}>
            <LearnerText>{factName(fact)}</LearnerText>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Value({ value }: { readonly value: Json | undefined }) {
  if (value === undefined) {
    return <Box color="text-body-secondary">{text.comparison.absent}</Box>;
  }
  return (
    <div className="json-tree">
      <JsonNode value={value} words="" openDepth={2} />
    </div>
  );
}
