import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { useEffect, useRef } from "react";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { type AssignmentForm, formOf } from "./assignment-form.ts";
import { fieldLabel, fieldWords } from "./form-words.ts";
import { differingFields } from "./merge-form.ts";

const words = text.assignmentForm;

/** What somebody else has made of an assignment meanwhile, and both ways to go on. */
export function ChangedMeanwhile({
  base,
  now,
  mine,
  onMerge,
  onDrop,
}: {
  readonly base: AssignmentView;
  readonly now: AssignmentView;
  readonly mine: AssignmentForm;
  readonly onMerge: () => void;
  readonly onDrop: () => void;
}) {
  const element = useRef<HTMLDivElement>(null);
  // Whoever has pressed the button at the end of the form would not see it.
  useEffect(() => element.current?.focus(), []);
  const before = formOf(base);
  const there = formOf(now);
  const myFields = new Set(differingFields(before, mine));
  const items = differingFields(before, there).map((field) => ({ field }));
  return (
    <div role="alert" ref={element} tabIndex={-1}>
      <Alert type="warning" header={words.conflictTitle}>
        <SpaceBetween size="s">
          <p>{words.conflict(base.version, now.version)}</p>
          {items.length === 0 ? (
            <p>{words.conflictSame}</p>
          ) : (
            <Table
              variant="embedded"
              wrapLines
              ariaLabels={{ tableLabel: words.conflictLabel }}
              items={items}
              trackBy="field"
              columnDefinitions={[
                {
                  id: "field",
                  header: words.conflictField,
                  isRowHeader: true,
                  minWidth: 130,
                  cell: ({ field }) => fieldLabel(field),
                },
                {
                  id: "now",
                  header: words.conflictNow,
                  minWidth: 160,
                  cell: ({ field }) => <LearnerText>{fieldWords(field, there)}</LearnerText>,
                },
                {
                  id: "mine",
                  header: words.conflictMine,
                  minWidth: 160,
                  cell: ({ field }) => (
                    <LearnerText>
                      {myFields.has(field)
                        ? `${fieldWords(field, mine)} (${words.conflictBoth})`
                        : fieldWords(field, mine)}
                    </LearnerText>
                  ),
                },
              ]}
            />
          )}
          <SpaceBetween direction="horizontal" size="xs">
            <Button formAction="none" onClick={onMerge}>
              {words.conflictMerge}
            </Button>
            <Button formAction="none" onClick={onDrop}>
              {words.conflictDrop}
            </Button>
          </SpaceBetween>
        </SpaceBetween>
      </Alert>
    </div>
  );
}
