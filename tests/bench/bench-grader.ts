import { createHash } from "node:crypto";
import { STSClient } from "@aws-sdk/client-sts";
import { collectEvidence } from "@lab-grader/aws/collect-evidence";
import { openLearnerSession } from "@lab-grader/aws/learner-session";
import { SharedHttpHandler } from "@lab-grader/aws/shared-http-handler";
import type { FactRef } from "@lab-grader/core/facts/fact";
import { type GradingContext, gradeSubmission } from "@lab-grader/core/grading/grade-submission";
import { cloudTimings } from "@lab-grader/core/grading/timings";
import { type BoundStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import { sessionPolicyOf } from "@lab-grader/core/policy/derive-policy";
import { learnerRoleName } from "@lab-grader/core/policy/trust-policy";
import { localRegion, localStage } from "@lab-grader/sandbox/local-system/grader-account";
import type { BenchSystem } from "./bench-system.ts";

/** Grades one stage of the introduction in a learner's account, session included. */
export function createGrader(
  system: BenchSystem,
  {
    learner,
    stage,
    context = {},
  }: {
    learner: BenchSystem["learners"][number];
    stage: BoundStage;
    context?: Partial<GradingContext>;
  },
) {
  const facts = factsOfStage(stage);
  const { accountId, externalId } = learner;
  const { endpoint } = system;
  const timings = cloudTimings;
  const submissionId = `sub_000000000001.000000000001.${stage.stage}.0001`;
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
      sessionName: submissionId,
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
      submissionId,
      claim: 1,
      deadline: AbortSignal.timeout(30_000),
      ...(concurrency !== undefined && { concurrency }),
    });
  return {
    /** As the grader does it. */
    gradeAtOnce: async () => {
      const evidence = await collect(facts);
      const { points, maxPoints } = gradeSubmission(stage, evidence, { ...context, accountId });
      if (points !== maxPoints)
        throw new Error(`the solution got ${points} of ${maxPoints} points`);
      return evidence;
    },
    /** As a script does it: each criterion opens, asks one call after another, and decides. */
    gradeOneByOne: async () => {
      for (const criterion of stage.criteria) {
        const one: BoundStage = { ...stage, criteria: [criterion], leftOverFacts: [] };
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
