import { setTimeout as delay } from "node:timers/promises";
import { type Client, createClient } from "@lab-grader/core/client";
import { getJob, type JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import { applyRegrade, planRegrade } from "@lab-grader/core/contracts/endpoints/regrades";
import { submit } from "@lab-grader/core/contracts/endpoints/submissions";
import { EvidenceRecord } from "@lab-grader/core/evidence/evidence";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { parseSubmissionId, submissionIdOf } from "@lab-grader/core/ids";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import * as z from "zod";
import { buildSolution } from "./build-solution.ts";
import { type BenchPart, higher } from "./metric.ts";
import { publishOtherVersion } from "./other-version.ts";

const submissions = 400;
const pollMs = 200;
const copiesAtOnce = 20;

/** A rubric that was mended reaches a class: planned from stored evidence, then applied. */
export const regradePart: BenchPart = {
  prefix: "regrade",
  measure: async () => {
    const system = await startLocalSystem({ learners: submissions });
    try {
      await handInAll(system);
      await publishOtherVersion(system, "9.0.0");
      return [
        higher("regrade.perSecond", await regradedPerSecond(system), "submissions per second"),
      ];
    } finally {
      await system.close();
    }
  },
};

async function regradedPerSecond(system: LocalSystem): Promise<number> {
  const client = clientOf(system, "instructor-01");
  const { assignmentId } = system.cohort;
  const start = performance.now();
  const plan = await ended(
    client,
    await client.call(planRegrade, { params: { assignmentId }, body: { lab: "9.0.0" } }),
  );
  const application = await ended(
    client,
    await client.call(applyRegrade, {
      params: { assignmentId, jobId: plan.jobId },
      body: { reason: "bench" },
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const { applied } = z.object({ applied: z.int() }).parse(application.result);
  if (applied !== submissions) throw new Error(`${applied} of ${submissions} were regraded`);
  return submissions / seconds;
}

async function ended(client: Client, { jobId }: JobView): Promise<JobView> {
  for (;;) {
    const job = await client.call(getJob, { params: { jobId } });
    if (job.closedAt !== undefined) return job;
    await delay(pollMs);
  }
}

/** One is graded in its account; the others get copies of what was stored of it. */
async function handInAll(system: LocalSystem): Promise<void> {
  const { cohort, table, sandboxUrl } = system;
  const [first, ...others] = cohort.learners;
  if (!first) throw new Error("the local system has no learner");
  await buildSolution(sandboxUrl, first);
  const { submissionId } = await clientOf(system, first.login).call(submit, {
    params: { assignmentId: cohort.assignmentId },
    body: { stage: "build" },
    idempotencyKey: "bench",
  });
  await system.idle();
  const key = parseSubmissionId(submissionId);
  const submission = key && (await table.get(SubmissionRecord, key));
  const gradeId = submission?.effectiveGrade ?? "";
  const grade = await table.get(GradeRecord, { submissionId, gradeId });
  const evidence = await table.get(EvidenceRecord, { submissionId, claim: 1 });
  if (!submission || !grade || !evidence) throw new Error(`${submissionId} was not graded`);
  const copy = async (learnerId: string) => {
    const id = submissionIdOf({ ...submission, learnerId });
    await table.put(EvidenceRecord, { ...evidence, submissionId: id });
    await table.put(GradeRecord, { ...grade, submissionId: id, learnerId });
    await table.put(SubmissionRecord, { ...submission, submissionId: id, learnerId });
  };
  for (let at = 0; at < others.length; at += copiesAtOnce)
    await Promise.all(others.slice(at, at + copiesAtOnce).map(({ learnerId }) => copy(learnerId)));
}

function clientOf(system: LocalSystem, login: string): Client {
  return createClient({ baseUrl: system.apiUrl, fetch, token: () => system.tokenFor(login) });
}
