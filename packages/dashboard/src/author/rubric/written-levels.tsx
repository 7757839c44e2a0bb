import type { RubricCriterion } from "@lab-grader/core/views/lab-rubric";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { Labelled } from "./labelled.tsx";
import { PlainTable } from "./plain-table.tsx";

const words = text.rubric.criterion;

/** A text that a person reads, and for what it gets how many points. */
export function WrittenLevels({
  criterion,
  name,
}: {
  readonly criterion: Extract<RubricCriterion, { kind: "written" }>;
  readonly name: string;
}) {
  return (
    <div className="rubric-parts">
      <Labelled label={words.written}>
        <LearnerText>{criterion.written}</LearnerText>
      </Labelled>
      <Labelled label={words.levels}>
        <PlainTable
          label={words.codeOf(words.levels, name)}
          head={[words.levelPoints, words.level]}
          rows={criterion.levels.map(({ points, when }) => [
            formatPoints(points),
            <LearnerText key="when">{when}</LearnerText>,
          ])}
        />
      </Labelled>
      <Labelled label={words.untilMarked}>{words.untilMarkedWords[criterion.untilMarked]}</Labelled>
    </div>
  );
}
