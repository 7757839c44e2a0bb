import { resourceUsage } from "node:process";
import { listAll } from "@lab-grader/core/storage/list-all";
import { SubmissionRecord, submissionPartition } from "@lab-grader/core/submissions/submission";
import { secondsBetween } from "@lab-grader/core/time";
import type { LocalLearner } from "@lab-grader/sandbox/local-system/learner-accounts";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { buildSolution } from "./build-solution.ts";
import { type BenchPart, higher, lower, type Metric, percentile } from "./metric.ts";

const learners = 1_000;
/** Learners who type, or submit, at the same time. */
const atOnce = 40;

/** A thousand learners submit at once; everything is graded through the whole local system. */
export const pipelinePart: BenchPart = {
  prefix: "pipeline",
  measure: async () => {
    const system = await startLocalSystem({ learners });
    try {
      return await measurePipeline(system);
    } finally {
      await system.close();
    }
  },
};

async function measurePipeline(system: LocalSystem): Promise<Metric[]> {
  const { cohort, sandboxUrl } = system;
  await forEachAtOnce(cohort.learners, (learner) => buildSolution(sandboxUrl, learner));
  const tokens = new Map<string, string>();
  await forEachAtOnce(cohort.learners, async ({ login }) => {
    tokens.set(login, await system.tokenFor(login));
  });

  const start = performance.now();
  await forEachAtOnce(cohort.learners, ({ login }) =>
    submit(system, login, tokens.get(login) ?? ""),
  );
  await system.idle();
  const seconds = (performance.now() - start) / 1000;

  const latencies = await gradingSeconds(system);
  return [
    higher("pipeline.perSecond", learners / seconds, "submissions per second"),
    lower("pipeline.p95Seconds", percentile(latencies, 0.95), "seconds"),
    lower("pipeline.peakMb", resourceUsage().maxRSS / 1024, "MB"),
  ];
}

async function submit(
  { apiUrl, cohort }: LocalSystem,
  login: string,
  token: string,
): Promise<void> {
  const response = await fetch(`${apiUrl}/v1/assignments/${cohort.assignmentId}/submissions`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": `bench-${login}`,
    },
    body: JSON.stringify({ stage: "build" }),
  });
  await response.arrayBuffer();
  if (response.status !== 202) throw new Error(`${login}: the API answered ${response.status}`);
}

/** From accepted to closed, each. @throws when one is not graded with all points. */
async function gradingSeconds({ table, cohort }: LocalSystem): Promise<number[]> {
  const seconds: number[] = [];
  for (const { learnerId } of cohort.learners) {
    const pk = submissionPartition({ assignmentId: cohort.assignmentId, learnerId });
    const [submission] = await listAll(table, SubmissionRecord, { pk, prefix: "" });
    if (submission?.state !== "graded" || submission.points !== submission.maxPoints)
      throw new Error(`${learnerId}: ${submission?.state ?? "no submission"}`);
    seconds.push(secondsBetween(submission.submittedAt, submission.closedAt ?? ""));
  }
  return seconds;
}

async function forEachAtOnce(
  all: readonly LocalLearner[],
  run: (learner: LocalLearner) => Promise<void>,
): Promise<void> {
  const queue = all.values();
  const worker = async () => {
    for (const learner of queue) await run(learner);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
