import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { longestAnswer } from "@lab-grader/core/lab/answers";
import type { QuestionView } from "@lab-grader/core/views/question-view";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { type AnswerDraft, chosenOf, typedOf } from "./answer-draft.ts";
import "./question-field.css";

const { stages } = text;

interface AnswerField {
  readonly question: QuestionView;
  readonly value: AnswerDraft[string] | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: AnswerDraft[string]) => void;
}

/** One question or written part, with a field for its answer. */
export function QuestionField(field: AnswerField) {
  const { answer } = field.question;
  switch (answer.kind) {
    case "choice":
      return answer.several ? (
        <SeveralChoices {...field} choices={answer.choices} />
      ) : (
        <OneChoice {...field} choices={answer.choices} />
      );
    case "number":
      return (
        <Labelled {...field} constraintText={stages.numberHint}>
          <Input
            value={typedOf(field.value)}
            inputMode="decimal"
            onChange={({ detail }) => field.onChange(detail.value)}
          />
        </Labelled>
      );
    case "text":
      return (
        <Labelled {...field}>
          <Input
            value={typedOf(field.value)}
            onChange={({ detail }) => field.onChange(detail.value)}
          />
        </Labelled>
      );
    case "written":
      return <Written {...field} levels={answer.levels} />;
    default:
      return answer satisfies never;
  }
}

function OneChoice({ choices, ...field }: AnswerField & { readonly choices: readonly string[] }) {
  const chosen = typedOf(field.value);
  return (
    <Labelled {...field}>
      <SpaceBetween size="xs">
        <RadioGroup
          value={chosen}
          items={choices.map((choice) => ({
            value: choice,
            label: <LearnerText>{choice}</LearnerText>,
          }))}
          onChange={({ detail }) => field.onChange(detail.value)}
        />
        {chosen !== "" && (
          <Button
            variant="inline-link"
            ariaLabel={stages.clearOf(field.question.title)}
            onClick={() => field.onChange("")}
          >
            {stages.clear}
          </Button>
        )}
      </SpaceBetween>
    </Labelled>
  );
}

function SeveralChoices({
  choices,
  ...field
}: AnswerField & { readonly choices: readonly string[] }) {
  const chosen = chosenOf(field.value);
  return (
    <Labelled {...field} constraintText={stages.several}>
      {/* biome-ignore lint/a11y/useSemanticElements: the field around it draws the legend */}
      <div role="group" aria-label={`${field.question.title}. ${field.question.text}`}>
        <SpaceBetween size="xs">
          {choices.map((choice) => (
            <Checkbox
              key={choice}
              checked={chosen.includes(choice)}
              onChange={({ detail }) =>
                field.onChange(
                  // In the order in which they are offered, whatever was ticked first.
                  choices.filter((one) => (one === choice ? detail.checked : chosen.includes(one))),
                )
              }
            >
              <LearnerText>{choice}</LearnerText>
            </Checkbox>
          ))}
        </SpaceBetween>
      </div>
    </Labelled>
  );
}

function Written({ levels, ...field }: AnswerField & { readonly levels: readonly string[] }) {
  const typed = typedOf(field.value);
  const counter = stages.counter(
    typed.length.toLocaleString("en"),
    longestAnswer.toLocaleString("en"),
  );
  return (
    <SpaceBetween size="xs">
      <Labelled {...field} constraintText={counter}>
        <Textarea
          value={typed}
          rows={10}
          resize="vertical"
          spellcheck
          nativeTextareaAttributes={{ dir: "auto" }}
          onChange={({ detail }) => field.onChange(detail.value)}
        />
      </Labelled>
      {levels.length > 0 && (
        <div>
          {stages.written}
          <ul>
            {levels.map((level) => (
              <li key={level}>
                <LearnerText>{level}</LearnerText>
              </li>
            ))}
          </ul>
        </div>
      )}
    </SpaceBetween>
  );
}

function Labelled({
  question: { title, text: asked, points },
  error,
  constraintText,
  children,
}: AnswerField & {
  readonly constraintText?: string;
  readonly children: React.ReactNode;
}) {
  return (
    <FormField
      stretch
      label={<LearnerText>{stages.labelOf(title, formatPoints(points))}</LearnerText>}
      description={
        <span className="question-text">
          <LearnerText>{asked}</LearnerText>
        </span>
      }
      constraintText={constraintText}
      errorText={error}
    >
      {children}
    </FormField>
  );
}
