import type { LabRubric, RubricCriterion } from "@lab-grader/core/views/lab-rubric";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { rubricPath } from "../rubric-path.ts";
import { criterionName } from "./criterion-name.ts";
import { Labelled } from "./labelled.tsx";

const words = text.rubric.criterion;

/** How a criterion stands among the others, and what its author wrote beside it. */
export function AuthorWords({
  rubric,
  stage,
  criterion,
}: {
  readonly rubric: LabRubric;
  readonly stage: string;
  readonly criterion: RubricCriterion;
}) {
  const { isGate, isHidden, aspect, requires, restated, why, hints, feedback } = criterion;
  const name = criterionName(stage, criterion.criterion);
  const sentences = Object.entries(feedback);
  return (
    <div className="rubric-parts">
      {isGate && <Labelled label={words.gateLabel}>{words.gateNote}</Labelled>}
      {isHidden && <Labelled label={words.hiddenLabel}>{words.hiddenNote}</Labelled>}
      {restated && (
        <Labelled label={words.restated}>
          <LearnerText>
            {restated.as === "fails"
              ? words.restatedFails(restated.stage)
              : words.restatedAgain(restated.stage)}
          </LearnerText>
        </Labelled>
      )}
      {requires.length > 0 && (
        <Labelled label={words.requires}>
          {requires.map((other) => (
            <div key={other}>
              <AppLink to={rubricPath(rubric, { criterion: criterionName(stage, other) })}>
                <LearnerText>{other}</LearnerText>
              </AppLink>
            </div>
          ))}
        </Labelled>
      )}
      {aspect !== undefined && (
        <Labelled label={words.aspect}>
          <LearnerText>{aspect}</LearnerText>
        </Labelled>
      )}
      {why !== undefined && (
        <Labelled label={words.why}>
          <LearnerText>{why}</LearnerText>
        </Labelled>
      )}
      {hints.length > 0 && (
        <Labelled label={words.hints} note={words.hintsNote}>
          <ol className="rubric-list">
            {hints.map((hint) => (
              <li key={hint}>
                <LearnerText>{hint}</LearnerText>
              </li>
            ))}
          </ol>
        </Labelled>
      )}
      {sentences.length > 0 && (
        <Labelled label={words.feedback}>
          {sentences.map(([reason, sentence]) => (
            <div key={reason}>
              <LearnerText>{`${words.feedbackFor(reason)}: ${sentence}`}</LearnerText>
            </div>
          ))}
        </Labelled>
      )}
      {rubric.proof && (
        <div>
          <AppLink to={rubricPath(rubric, { view: "proof", criterion: name })}>
            <LearnerText>{words.toProof(name)}</LearnerText>
          </AppLink>
        </div>
      )}
    </div>
  );
}
