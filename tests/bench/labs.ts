import type { GradedEvidence } from "@lab-grader/core/facts/read-facts";
import { gradeSubmission } from "@lab-grader/core/grading/grade-submission";
import { type BoundStage, bindStage } from "@lab-grader/core/lab/bind-stage";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { openLabBench } from "@lab-grader/sandbox/lab-bench/bench";
import { collectFromSandbox } from "@lab-grader/sandbox/lab-bench/collect-from-sandbox";
import { playCase } from "@lab-grader/sandbox/lab-bench/play-case";
import { startSandbox } from "@lab-grader/sandbox/sandbox";
import { allLabs } from "../labs/all-labs.ts";
import { type BenchPart, higher, lower, type Metric } from "./metric.ts";

/** All cases of all labs, as `labgrader lab test labs/*` plays them. */
export const labsPart: BenchPart = {
  prefix: "labs",
  measure: async () => {
    const labs = await allLabs();
    const bench = openLabBench();
    const start = performance.now();
    try {
      await Promise.all(labs.map((lab) => bench.test(lab)));
    } finally {
      await bench.close();
    }
    return [lower("labs.testSeconds", (performance.now() - start) / 1000, "s")];
  },
};

/** Judging stored evidence, without AWS: what bounds the speed of a regrade. */
export const evaluatePart: BenchPart = { prefix: "evaluate", measure: measureEvaluation };

const evaluationMs = 3_000;
const accountId = "100000000001";
const graderAccountId = "999999999999";

async function measureEvaluation(): Promise<Metric[]> {
  const labs = await allLabs();
  const largest = labs.reduce((best, one) => (criteriaOf(one) > criteriaOf(best) ? one : best));
  const { stage, evidence } = await evidenceOfLargestStage(largest);
  const answers = largest.solution.stages.find((one) => one.stage === stage.stage)?.answers;
  const until = performance.now() + evaluationMs;
  let gradings = 0;
  while (performance.now() < until) {
    gradeSubmission(stage, evidence, { accountId, answers, earlier: {} });
    gradings += 1;
  }
  return [higher("evaluate.perSecond", gradings / (evaluationMs / 1000), "gradings/s")];
}

/** The solution of the stage with the most criteria, played once. */
async function evidenceOfLargestStage(
  authored: AuthoredLab,
): Promise<{ stage: BoundStage; evidence: GradedEvidence }> {
  const { lab } = authored;
  const { id } = lab.stages.reduce((best, one) =>
    one.criteria.length > best.criteria.length ? one : best,
  );
  const sandbox = await startSandbox();
  sandbox.createAccount({ accountId: graderAccountId });
  const collector = collectFromSandbox(sandbox);
  let last: GradedEvidence | undefined;
  try {
    await playCase(
      authored,
      { stage: id },
      {
        ...{ sandbox, accountId, graderAccountId },
        collect: async (stage, account) => {
          last = await collector.collect(stage, account);
          return last;
        },
      },
    );
  } finally {
    collector.close();
    await sandbox.close();
  }
  if (!last) throw new Error(`the solution of ${lab.id} was refused`);
  const learner = { login: "learner-01", accountId };
  return { stage: bindStage(lab, id, { learner, graderAccountId }), evidence: last };
}

function criteriaOf({ lab }: AuthoredLab): number {
  return Math.max(...lab.stages.map(({ criteria }) => criteria.length));
}
