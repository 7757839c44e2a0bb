import * as z from "zod";
import type { Lab } from "../lab/lab.ts";

/** A question or a written part as a learner reads it: no key, and nothing of a hidden criterion. */
export const QuestionView = z.object({
  /** Id of the criterion within its stage: the key of its answer. */
  criterion: z.string(),
  title: z.string(),
  points: z.number(),
  /** What is asked. */
  text: z.string(),
  answer: z.discriminatedUnion("kind", [
    /** `several`: more than one choice may be right. */
    z.object({ kind: z.literal("choice"), choices: z.array(z.string()), several: z.boolean() }),
    z.object({ kind: z.literal("number") }),
    z.object({ kind: z.literal("text") }),
    /** Read by a person. */
    z.object({ kind: z.literal("written"), levels: z.array(z.string()) }),
  ]),
});
export type QuestionView = z.infer<typeof QuestionView>;

/** Everything that a stage asks of the learner in words. */
export function questionsOf(lab: Lab, stageId: string): QuestionView[] {
  const stage = lab.stages.find(({ id }) => id === stageId);
  return (stage?.criteria ?? []).flatMap((criterion): QuestionView[] => {
    const { id, title, points, isHidden } = criterion;
    if (isHidden) return [];
    const base = { criterion: id, title, points };
    if (criterion.kind === "written") {
      const { written: text, levels } = criterion.source;
      return [
        { ...base, text, answer: { kind: "written", levels: levels.map(({ when }) => when) } },
      ];
    }
    if (criterion.kind !== "question") return [];
    const { question: text, choices, answer } = criterion.source;
    if (!choices)
      return [{ ...base, text, answer: { kind: typeof answer === "number" ? "number" : "text" } }];
    const several = choices.filter(({ correct }) => correct === true).length > 1;
    const offered = choices.map((choice) => choice.text);
    return [{ ...base, text, answer: { kind: "choice", choices: offered, several } }];
  });
}
