import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { RubricCriterion } from "@lab-grader/core/views/lab-rubric";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { Labelled } from "./labelled.tsx";

const words = text.rubric.criterion;

/** A question with its key. */
export function QuestionKey({
  criterion,
  name,
}: {
  readonly criterion: Extract<RubricCriterion, { kind: "question" }>;
  readonly name: string;
}) {
  const { question, choices, answer, tolerance, because } = criterion;
  return (
    <div className="rubric-parts">
      <Labelled label={words.question}>
        <LearnerText>{question}</LearnerText>
      </Labelled>
      {choices && (
        <Labelled label={words.choices}>
          <ul className="rubric-choices" aria-label={words.codeOf(words.choices, name)}>
            {choices.map((choice) => (
              <li key={choice.text}>
                <StatusIndicator type={choice.isCorrect ? "success" : "stopped"}>
                  {choice.isCorrect ? words.right : words.wrong}
                </StatusIndicator>
                <div>
                  <LearnerText>{choice.text}</LearnerText>
                  {choice.because !== undefined && (
                    <Box color="text-body-secondary">
                      <LearnerText>{choice.because}</LearnerText>
                    </Box>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </Labelled>
      )}
      {answer !== undefined && (
        <Labelled label={words.answer}>
          <LearnerText>
            {[String(answer), ...(tolerance ? [words.tolerance(String(tolerance))] : [])].join(
              ", ",
            )}
          </LearnerText>
        </Labelled>
      )}
      {because !== undefined && (
        <Labelled label={words.because}>
          <LearnerText>{because}</LearnerText>
        </Labelled>
      )}
    </div>
  );
}
