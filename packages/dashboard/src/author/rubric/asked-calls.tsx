import type { RubricCriterion, RubricStage } from "@lab-grader/core/views/lab-rubric";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { callRows, conditionWords } from "./call-rows.ts";
import { Labelled } from "./labelled.tsx";
import { PlainTable } from "./plain-table.tsx";

const words = text.rubric.criterion;
const { calls } = text.rubric;

/** The calls to AWS that a check needs, and the permissions for them. */
export function AskedCalls({
  stage,
  criterion,
  name,
}: {
  readonly stage: RubricStage;
  readonly criterion: Extract<RubricCriterion, { kind: "check" }>;
  readonly name: string;
}) {
  const own = stage.facts.filter(({ criteria }) => criteria.includes(criterion.criterion));
  const rows = callRows(own);
  return (
    <div className="rubric-parts rubric-wide">
      <Labelled label={words.calls} note={words.callsNote}>
        {rows.length === 0 ? (
          calls.none
        ) : (
          <PlainTable
            label={words.codeOf(words.calls, name)}
            head={[calls.operation, calls.service, calls.region, calls.what, calls.level]}
            rows={rows.map((row) => [
              row.operation,
              row.service,
              <LearnerText key="region">{row.region}</LearnerText>,
              <LearnerText key="what">{row.what}</LearnerText>,
              row.level,
            ])}
          />
        )}
      </Labelled>
      {criterion.permissions.length > 0 && (
        <Labelled label={words.permissions} note={words.permissionsNote}>
          <PlainTable
            label={words.codeOf(words.permissions, name)}
            head={[calls.action, calls.resource]}
            rows={criterion.permissions.map(({ action, resource, condition }) => [
              action,
              <LearnerText key="resource">
                {[resource, ...conditionWords(condition)].join(", ")}
              </LearnerText>,
            ])}
          />
        </Labelled>
      )}
    </div>
  );
}
