import { getSubmission } from "@lab-grader/core/contracts/endpoints/submissions";
import type { QuestionView } from "@lab-grader/core/views/question-view";
import { useQuery } from "@tanstack/react-query";
import { useClient } from "../../api/client-context.tsx";
import { operationKey } from "../../api/use-operation.ts";
import { type AnswerDraft, draftOf } from "./answer-draft.ts";

/** What was answered in an earlier submission of the stage; `undefined` where nothing was, or is not shown. */
export function useEarlierAnswers(
  submissionId: string | undefined,
  questions: readonly QuestionView[],
): AnswerDraft | undefined {
  const client = useClient();
  const { data } = useQuery({
    queryKey: operationKey(getSubmission, { submissionId }, "answers"),
    queryFn: async () => {
      const { outcomes } = await client.call(getSubmission, {
        params: { submissionId: submissionId ?? "" },
      });
      return outcomes.map(({ criterion, answer }) => ({ criterion, answer }));
    },
    enabled: submissionId !== undefined && questions.length > 0,
  });
  const draft = data && draftOf(questions, data);
  return draft && Object.keys(draft).length > 0 ? draft : undefined;
}
