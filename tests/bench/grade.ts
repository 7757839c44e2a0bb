import type { FactEvidence } from "@lab-grader/core/evidence/evidence";
import { factPlan } from "@lab-grader/core/facts/fact-plan";
import { bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import { graderAccountId } from "@lab-grader/sandbox/local-system/grader-account";
import { createGrader } from "./bench-grader.ts";
import {
  type BenchSystem,
  firstLearner,
  seenCalls,
  setLatency,
  withBenchSystem,
} from "./bench-system.ts";
import { introductionLab } from "./introduction.ts";
import { type BenchPart, higher, lower, type Metric, median } from "./metric.ts";

const latencyMs = 50;
const warmUps = 5;
const rounds = 9;
const cpuRounds = 60;

/** One grading of the introduction's solution, session included. */
export const gradePart: BenchPart = {
  prefix: "grade",
  measure: () => withBenchSystem(1, measureGrading),
};

async function measureGrading(system: BenchSystem): Promise<Metric[]> {
  const { lab } = introductionLab();
  const learner = firstLearner(system);
  const { accountId } = learner;
  const stage = bindStage(lab, "build", { learner, graderAccountId });
  const facts = factsOfStage(stage);
  const grader = createGrader(system, { learner, stage });
  try {
    for (let round = 0; round < warmUps; round += 1) await grader.gradeAtOnce();

    const before = (await seenCalls(system, accountId)).length;
    const collected = await grader.gradeAtOnce();
    const calls = (await seenCalls(system, accountId)).slice(before);

    const cpuMs = await cpuPerRound(grader.gradeAtOnce);
    await setLatency(system, accountId, latencyMs);
    const atOnceMs = await medianMs(grader.gradeAtOnce);
    const beforeSequential = (await seenCalls(system, accountId)).length;
    await grader.gradeOneByOne();
    const sequentialCalls = (await seenCalls(system, accountId)).length - beforeSequential;
    const oneByOneMs = await medianMs(grader.gradeOneByOne);
    return [
      lower("grade.calls", calls.length, "calls"),
      lower("grade.facts", collected.facts.filter(wasAsked).length, "facts"),
      lower("grade.repeatedCalls", calls.length - new Set(calls).size, "calls"),
      lower("grade.depth", factPlan(facts).filter((level) => level.length > 0).length, "levels"),
      lower("grade.latencyUnits", atOnceMs / latencyMs, `units of ${latencyMs} ms`),
      higher("grade.sequentialTimeRatio", oneByOneMs / atOnceMs, "times"),
      higher("grade.sequentialCallRatio", sequentialCalls / calls.length, "times"),
      lower("grade.cpuMs", cpuMs, "ms"),
    ];
  } finally {
    grader.close();
  }
}

function wasAsked({ answers }: FactEvidence): boolean {
  return answers.length > 0;
}

async function medianMs(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Of this thread alone; the local AWS runs in another one. */
async function cpuPerRound(run: () => Promise<unknown>): Promise<number> {
  const start = process.threadCpuUsage();
  for (let round = 0; round < cpuRounds; round += 1) await run();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000 / cpuRounds;
}
