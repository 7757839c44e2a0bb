import { labChecklist, type StageChecklist } from "@lab-grader/core/lab/checklist";
import { exampleValues } from "@lab-grader/core/lab/explain-lab";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import { type QuestionView, questionsOf } from "@lab-grader/core/views/question-view";
import type { FeedbackView } from "@lab-grader/core/views/whose-move";
import type { LabTest } from "@lab-grader/sandbox/lab-bench/bench";
import { judgementView } from "../feedback/judgement-view.ts";

/** What a learner reads after one submission, under a rule of what is shown. */
export interface PreviewedFeedback {
  /** `solution`, or the name of a case. */
  readonly case: string;
  readonly shown: "full" | "unknownOnly";
  readonly view: FeedbackView;
}

/** One stage as its learners meet it. */
export interface StagePreview extends StageChecklist {
  readonly questions: readonly QuestionView[];
  /** Something wrong, AWS not finished (under both rules), everything right: as far as there are cases. */
  readonly feedback: readonly PreviewedFeedback[];
}

/** Shows what learners see of every stage; nothing of hidden criteria, no answer key. */
export function previewStages(
  { lab }: Pick<AuthoredLab, "lab">,
  { cases }: Pick<LabTest, "cases">,
  /** The only case that is shown, with its stage; else the first one of each kind and stage. */
  wanted: string | undefined,
): readonly StagePreview[] {
  return labChecklist(lab, exampleValues).flatMap((checklist) => {
    const { stage } = checklist;
    const ofStage = cases.filter(
      (one) => one.stage === stage && (wanted === undefined || one.name === wanted),
    );
    if (ofStage.length === 0) return [];
    const first = (kind: string) => ofStage.find((one) => one.kind === kind);
    const feedback = [
      ...feedbackOf(first("red"), ["full"]),
      ...feedbackOf(first("unsure"), ["full", "unknownOnly"]),
      ...feedbackOf(first(wanted === undefined ? "solution" : "green"), ["full"]),
    ];
    return [{ ...checklist, questions: questionsOf(lab, stage), feedback }];
  });

  function feedbackOf(
    played: LabTest["cases"][number] | undefined,
    rules: readonly PreviewedFeedback["shown"][],
  ): PreviewedFeedback[] {
    const look = played?.looks[0];
    if (!played || !look) return [];
    const { accountId } = exampleValues.learner;
    const startedAt = look.judgement.outcomes[0]?.lookedAt[0]?.at ?? "";
    const view = judgementView(look.judgement, { lab, stage: played.stage, accountId, startedAt });
    return rules.map((shown) => ({
      case: played.name,
      shown,
      view: shown === "full" ? withoutHidden(view) : unknownOnly(view),
    }));
  }
}

function withoutHidden(view: FeedbackView): FeedbackView {
  return { ...view, outcomes: view.outcomes.filter(isShown) };
}

/** As an assignment with limited attempts shows what is waiting: no oracle for all the others. */
function unknownOnly(view: FeedbackView): FeedbackView {
  const shown = view.outcomes.filter(isShown);
  return {
    ...view,
    points: null,
    judgedPoints: null,
    outcomes: shown.filter(({ outcome }) => outcome === "unknown"),
    notShown: shown
      .filter(({ outcome }) => outcome !== "unknown")
      .map(({ criterion }) => criterion),
  };
}

function isShown({ isHidden }: OutcomeView): boolean {
  return isHidden !== true;
}
