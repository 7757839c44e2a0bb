import Link from "@cloudscape-design/components/link";
import { isJsonObject, type JsonObject } from "@lab-grader/core/json";
import { yamlText } from "@lab-grader/core/lab/yaml-text";
import type { RubricCriterion } from "@lab-grader/core/views/lab-rubric";
import { AppLink } from "../../parts/app-link.tsx";
import { Command } from "../../parts/command.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { Labelled } from "./labelled.tsx";
import { QuestionKey } from "./question-key.tsx";
import { WrittenLevels } from "./written-levels.tsx";

const words = text.rubric.criterion;

type OfKind<Kind extends RubricCriterion["kind"]> = Extract<RubricCriterion, { kind: Kind }>;

/** What a criterion asks, and when it is met. */
export function CriterionKind({
  criterion,
  name,
}: {
  readonly criterion: RubricCriterion;
  readonly name: string;
}) {
  switch (criterion.kind) {
    case "check":
      return <CheckParts criterion={criterion} name={name} />;
    case "question":
      return <QuestionKey criterion={criterion} name={name} />;
    case "written":
      return <WrittenLevels criterion={criterion} name={name} />;
    case "compare":
      return <ComparedParts criterion={criterion} />;
    default:
      return criterion satisfies never;
  }
}

function CheckParts({
  criterion,
  name,
}: {
  readonly criterion: OfKind<"check">;
  readonly name: string;
}) {
  const { check, summary, read, expected, where, expect } = criterion;
  return (
    <div className="rubric-parts">
      <Labelled label={words.check}>
        <AppLink to={`/checks/${encodeURIComponent(check)}`} ariaLabel={words.aboutCheck(check)}>
          {check}
        </AppLink>
        <div>{summary}</div>
        <Link href={`https://${read}`} external externalIconAriaLabel={text.parts.opensNewTab}>
          {words.documentation}
        </Link>
      </Labelled>
      <Labelled label={words.expected} note={words.expectedNote}>
        <LearnerText>{expected}</LearnerText>
      </Labelled>
      <Labelled label={words.where}>
        <Code of={where} label={words.codeOf(words.where, name)} none={words.noWhere} />
      </Labelled>
      <Labelled label={words.expect}>
        <Code of={expect ?? {}} label={words.codeOf(words.expect, name)} none={words.noExpect} />
      </Labelled>
      <Labelled label={words.scoring}>{scoringWords(criterion)}</Labelled>
    </div>
  );
}

function Code({
  of,
  label,
  none,
}: {
  readonly of: JsonObject;
  readonly label: string;
  readonly none: string;
}) {
  if (Object.keys(of).length === 0) return none;
  return <Command label={label}>{yamlText(of)}</Command>;
}

function scoringWords({ isAllOrNothing, expect }: OfKind<"check">): string {
  const anyOf = isJsonObject(expect) ? expect.anyOf : undefined;
  const shared = isAllOrNothing ? words.allOrNothing : words.shared;
  return Array.isArray(anyOf) ? `${words.best(anyOf.length)}; ${shared}` : shared;
}

function ComparedParts({ criterion }: { readonly criterion: OfKind<"compare"> }) {
  return (
    <div className="rubric-parts">
      <Labelled label={words.expected}>
        <LearnerText>{criterion.expected}</LearnerText>
      </Labelled>
      <Labelled label={words.comparedWith}>
        <LearnerText>{criterion.with}</LearnerText>
      </Labelled>
      <Labelled label={words.aspects}>
        <LearnerText>{criterion.aspects.join(", ")}</LearnerText>
      </Labelled>
    </div>
  );
}
