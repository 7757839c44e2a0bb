import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import type { AssignmentLab, PublicCriterion } from "@lab-grader/core/views/assignment-lab";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { stageTitle } from "./stage-order.ts";
import "./criteria-list.css";

const { labs } = text;

/** What a stage gives points for, in the lab's order. */
export function CriteriaList({
  lab,
  stage: { criteria, questions },
}: {
  readonly lab: AssignmentLab;
  readonly stage: AssignmentLab["stages"][number];
}) {
  return (
    <ul className="criteria-list">
      {criteria.map((criterion) => {
        const asked = questions.find((one) => one.criterion === criterion.criterion)?.text;
        return (
          <li key={criterion.criterion}>
            <div className="criteria-list-points">
              {labs.stagePoints(formatPoints(criterion.points))}
            </div>
            <div className="criteria-list-text">
              <div>
                <LearnerText>{criterion.title}</LearnerText>{" "}
                {criterion.kind !== "check" && <Badge>{labs.kinds[criterion.kind]}</Badge>}
              </div>
              <Box variant="small" color="text-body-secondary" display="block">
                {linesOf(criterion, { lab, asked }).map((line) => (
                  <div key={line}>
                    <LearnerText>{line}</LearnerText>
                  </div>
                ))}
              </Box>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** What is asked or expected, and what has to be known about it. */
function linesOf(
  { expected, isGate, requires, restated, compare }: PublicCriterion,
  { lab, asked }: { readonly lab: AssignmentLab; readonly asked: string | undefined },
): readonly string[] {
  const what = compare
    ? labs.comparedWith(stageTitle(lab, compare.with), compare.aspects.join(", "))
    : (asked ?? expected);
  return [
    ...(what === undefined ? [] : [what]),
    ...(isGate ? [labs.gate] : []),
    ...(restated ? [labs.restated[restated.as](stageTitle(lab, restated.stage))] : []),
    ...(requires ? [labs.requires(requires.join(", "))] : []),
  ];
}
