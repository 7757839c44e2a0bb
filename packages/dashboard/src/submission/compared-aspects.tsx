import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import { LearnerText } from "../parts/learner-text.tsx";
import { text } from "../text/text.ts";

/** The same checks in an earlier stage and now, aspect by aspect. */
export function ComparedAspects({
  compared,
  criterion,
}: {
  readonly compared: NonNullable<OutcomeView["compared"]>;
  readonly criterion: string;
}) {
  const { submissions } = text;
  return (
    <Table
      variant="embedded"
      wrapLines
      ariaLabels={{ tableLabel: `${submissions.comparedTitle}: ${criterion}` }}
      items={compared}
      trackBy="aspect"
      columnDefinitions={[
        {
          id: "aspect",
          header: submissions.aspect,
          isRowHeader: true,
          minWidth: 140,
          cell: ({ aspect, isBetter }) => (
            <>
              <LearnerText>{aspect}</LearnerText>
              <div>
                <StatusIndicator type={isBetter ? "success" : "error"}>
                  {isBetter ? submissions.isBetter : submissions.isNotBetter}
                </StatusIndicator>
              </div>
            </>
          ),
        },
        {
          id: "before",
          header: submissions.before,
          minWidth: 180,
          cell: ({ before }) => <LearnerText>{before}</LearnerText>,
        },
        {
          id: "now",
          header: submissions.now,
          minWidth: 180,
          cell: ({ now }) => <LearnerText>{now}</LearnerText>,
        },
      ]}
    />
  );
}
