import { getOwnGradebook } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { getSandboxAccount } from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { listSubmissions, submit } from "@lab-grader/core/contracts/endpoints/submissions";
import type { QuestionView } from "@lab-grader/core/views/question-view";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useChange } from "../../api/use-change.ts";
import { useDraft } from "../../parts/use-draft.ts";
import { AnswerDraft, answersOf, draftProblem, isUnanswered } from "./answer-draft.ts";
import { refusedAnswer } from "./refusal.tsx";

/** What somebody writes for a stage, and handing it in. The draft goes once it was accepted. */
export function useHandIn(of: {
  readonly assignmentId: string;
  readonly stage: string;
  readonly questions: readonly QuestionView[];
}) {
  const { assignmentId, stage, questions } = of;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const draft = useDraft(`answers.${assignmentId}.${stage}`, AnswerDraft, {});
  const sending = useChange(submit, { changes: [listSubmissions, getOwnGradebook] });
  const [isMarked, setIsMarked] = useState(false);

  const refused = refusedAnswer(sending.error);
  const problems = new Map(
    questions.flatMap((question): [string, string][] => {
      const { criterion } = question;
      const value = draft.value[criterion];
      const own = draftProblem(question, value);
      if (own !== undefined && (isMarked || isTooLongToWait(question))) return [[criterion, own]];
      return refused?.criterion === criterion ? [[criterion, refused.message]] : [];
    }),
  );

  const send = async () => {
    const answers = questions.length === 0 ? {} : { answers: answersOf(questions, draft.value) };
    const receipt = await sending.send({ params: { assignmentId }, body: { stage, ...answers } });
    if (!receipt) {
      // What stands in the way may have come up meanwhile: in another tab, or by the clock.
      await Promise.all(
        [listSubmissions, getSandboxAccount].map(({ name }) =>
          queries.invalidateQueries({ queryKey: [name] }),
        ),
      );
      return;
    }
    draft.forget();
    await navigate(`/submissions/${receipt.submissionId}`);
  };

  return {
    draft: draft.value,
    problems,
    isSending: sending.isSending,
    fault: sending.error,
    unanswered: questions.filter(({ criterion }) => isUnanswered(draft.value[criterion])).length,
    answer: (criterion: string, value: AnswerDraft[string]) => {
      if (refused?.criterion === criterion) sending.reset();
      draft.change({ ...draft.value, [criterion]: value });
    },
    takeOver: (earlier: AnswerDraft) => draft.change({ ...earlier }),
    /** Marks what can't be taken. @returns whether everything can. */
    check: () => {
      setIsMarked(true);
      return questions.every(
        (question) => draftProblem(question, draft.value[question.criterion]) === undefined,
      );
    },
    send,
  };
}

/** A text that grows too long says so while it is written; a number may be half typed. */
function isTooLongToWait({ answer }: QuestionView): boolean {
  return answer.kind !== "number";
}
