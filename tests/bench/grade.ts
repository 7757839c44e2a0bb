import { createHash } from "node:crypto";
import { STSClient } from "@aws-sdk/client-sts";
import { collectEvidence } from "@lab-grader/aws/collect-evidence";
import { openLearnerSession } from "@lab-grader/aws/learner-session";
import { SharedHttpHandler } from "@lab-grader/aws/shared-http-handler";
import type { FactRef } from "@lab-grader/core/facts/fact";
import { factPlan } from "@lab-grader/core/facts/fact-plan";
import { gradeSubmission } from "@lab-grader/core/grading/grade-submission";
import { cloudTimings } from "@lab-grader/core/grading/timings";
import { type BoundStage, bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import { sessionPolicyOf } from "@lab-grader/core/policy/derive-policy";
import { learnerRoleName } from "@lab-grader/core/policy/trust-policy";
import {
  graderAccountId,
  localRegion,
  localStage,
} from "@lab-grader/sandbox/local-system/grader-account";
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
  const { accountId, login } = firstLearner(system);
  const stage = bindStage(lab, "build", {
    learner: { login, accountId },
    graderAccountId,
  });
  const facts = factsOfStage(stage);
  const grader = createGrader(system, stage, facts);
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
      lower("grade.facts", collected.facts, "facts"),
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

function createGrader(system: BenchSystem, stage: BoundStage, facts: readonly FactRef[]) {
  const { accountId, externalId } = firstLearner(system);
  const { endpoint } = system;
  const timings = cloudTimings;
  const http = new SharedHttpHandler(timings);
  const sts = new STSClient({
    endpoint,
    region: localRegion,
    credentials: system.graderCredentials,
    requestHandler: http,
  });
  const now = () => new Date().toISOString();
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const open = async () => {
    const policy = sessionPolicyOf(facts, accountId);
    if (!policy.fits) throw new Error("the lab's session policy is too long");
    const opening = await openLearnerSession({
      ...{ accountId, externalId, endpoint, http, sts, timings, now },
      sessionName: "sub_000000000001.000000000001.build.0001",
      sessionPolicy: policy.document,
      roleName: learnerRoleName(localStage),
      region: localRegion,
      deadline: AbortSignal.timeout(30_000),
    });
    if (opening.status === "refused") throw new Error(`no session: ${opening.access.reason}`);
    return opening.session;
  };
  const collect = async (asked: Iterable<FactRef>, concurrency?: number) =>
    collectEvidence({
      ...{ accountId, timings, now, hash, facts: asked },
      session: await open(),
      submissionId: "sub_000000000001.000000000001.build.0001",
      claim: 1,
      deadline: AbortSignal.timeout(30_000),
      ...(concurrency !== undefined && { concurrency }),
    });
  return {
    /** As the grader does it. */
    gradeAtOnce: async () => {
      const evidence = await collect(facts);
      const { points, maxPoints } = gradeSubmission(stage, evidence, { accountId });
      if (points !== maxPoints)
        throw new Error(`the solution got ${points} of ${maxPoints} points`);
      return { facts: evidence.facts.filter(({ answers }) => answers.length > 0).length };
    },
    /** As a script does it: each criterion opens, asks one call after another, and decides. */
    gradeOneByOne: async () => {
      for (const criterion of stage.criteria) {
        const one: BoundStage = { stage: stage.stage, criteria: [criterion] };
        const evidence = await collect(factsOfStage(one), 1);
        gradeSubmission(one, evidence, { accountId });
      }
    },
    close: () => {
      sts.destroy();
      http.close();
    },
  };
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
