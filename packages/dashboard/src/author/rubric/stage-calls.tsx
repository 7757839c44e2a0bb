import Table from "@cloudscape-design/components/table";
import type { RubricStage } from "@lab-grader/core/views/lab-rubric";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { type CallRow, callRows } from "./call-rows.ts";

const words = text.rubric.calls;

/** Every call of a stage, in the order of asking. */
export function StageCalls({ stage }: { readonly stage: RubricStage }) {
  const asked = stage.criteria.filter(({ kind }) => kind === "check").length;
  const forWords = ({ fact: { criteria } }: CallRow) => {
    if (criteria.length === 0) return words.leftBehind;
    return criteria.length >= asked && asked > 1 ? words.forAll : criteria.join(", ");
  };
  return (
    <Table
      variant="borderless"
      contentDensity="compact"
      wrapLines
      cellVerticalAlign="top"
      items={[...callRows(stage.facts)]}
      ariaLabels={{ tableLabel: text.rubric.policy.callsOf(stage.title) }}
      empty={words.none}
      columnDefinitions={[
        {
          id: "operation",
          header: words.operation,
          isRowHeader: true,
          minWidth: 160,
          cell: ({ operation }) => operation,
        },
        { id: "service", header: words.service, minWidth: 80, cell: ({ service }) => service },
        {
          id: "region",
          header: words.region,
          minWidth: 100,
          cell: ({ region }) => <LearnerText>{region}</LearnerText>,
        },
        {
          id: "what",
          header: words.what,
          minWidth: 180,
          cell: ({ what, fact: { after } }) => (
            <LearnerText>
              {[what, ...(after.length === 0 ? [] : [words.onlyAfter(after.join(", "))])].join(
                "; ",
              )}
            </LearnerText>
          ),
        },
        { id: "level", header: words.level, minWidth: 50, cell: ({ level }) => level },
        { id: "calls", header: words.calls, minWidth: 50, cell: ({ fact }) => fact.calls },
        {
          id: "for",
          header: words.for,
          minWidth: 120,
          cell: (row) => <LearnerText>{forWords(row)}</LearnerText>,
        },
      ]}
    />
  );
}
