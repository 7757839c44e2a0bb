import { factPlan } from "@lab-grader/core/facts/fact-plan";
import type { GradedEvidence } from "@lab-grader/core/facts/read-facts";
import { bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import type { StepAnswers } from "@lab-grader/sandbox/lab-bench/run-steps";
import { graderAccountId } from "@lab-grader/sandbox/local-system/grader-account";
import { createGrader } from "./bench-grader.ts";
import { type BenchSystem, firstLearner, seenCalls, withBenchSystem } from "./bench-system.ts";
import { buildSolution } from "./build-solution.ts";
import { introductionLab } from "./introduction.ts";
import { type BenchPart, lower, type Metric } from "./metric.ts";

/** The three stages of the introduction, one after the other, each graded once with full points. */
export const introPart: BenchPart = {
  prefix: "intro",
  measure: () => withBenchSystem(2, measureStages),
};

async function measureStages(system: BenchSystem): Promise<Metric[]> {
  const { lab, solution } = introductionLab();
  // The first learner has built the first stage already, by steps whose answers are not known here.
  const learner = system.learners[1] ?? firstLearner(system);
  const { accountId } = learner;
  const typed: StepAnswers = new Map();
  const earlier: Record<string, GradedEvidence> = {};
  let calls = 0;
  let depth = 0;
  for (const { id } of lab.stages) {
    await buildSolution(system.endpoint, learner, { stage: id, answers: typed });
    const stage = bindStage(lab, id, { learner, graderAccountId });
    const answers = solution.stages.find((one) => one.stage === id)?.answers;
    const grader = createGrader(system, { learner, stage, context: { answers, earlier } });
    try {
      const before = (await seenCalls(system, accountId)).length;
      earlier[id] = await grader.gradeAtOnce();
      calls += (await seenCalls(system, accountId)).length - before;
      depth = Math.max(depth, factPlan(factsOfStage(stage)).length);
    } finally {
      grader.close();
    }
  }
  return [lower("intro.calls", calls, "calls"), lower("intro.depth", depth, "levels")];
}
