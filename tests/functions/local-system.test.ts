import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { ApiProblem, type Client, createClient } from "@lab-grader/core/client";
import { listAssignments } from "@lab-grader/core/contracts/endpoints/assignments";
import { listCohorts } from "@lab-grader/core/contracts/endpoints/cohorts";
import { getGradebook } from "@lab-grader/core/contracts/endpoints/gradebook";
import { submit as submitStage } from "@lab-grader/core/contracts/endpoints/submissions";
import { localTimings } from "@lab-grader/core/grading/timings";
import { learnerRoleName } from "@lab-grader/core/policy/trust-policy";
import { DeadLetterRecord } from "@lab-grader/core/submissions/dead-letter";
import { isClosed } from "@lab-grader/core/submissions/submission";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import {
  localRegion,
  localStage,
  operatorKey,
} from "@lab-grader/sandbox/local-system/grader-account";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

let system: LocalSystem;

beforeAll(async () => {
  system = await startLocalSystem({
    learners: 3,
    timings: { ...localTimings, retryDelaySeconds: 0.01 },
  });
});
afterAll(() => system.close());

function clientOf(login: string): Client {
  const { apiUrl } = system;
  return createClient({ baseUrl: apiUrl, fetch, token: () => system.tokenFor(login) });
}

function submit(client: Client, idempotencyKey: string) {
  const { assignmentId } = system.cohort;
  return client.call(submitStage, {
    params: { assignmentId },
    body: { stage: "build" },
    idempotencyKey,
  });
}

function closedView(client: Client, submissionId: string): Promise<SubmissionView> {
  return vi.waitFor(
    async () => {
      const answer = await client.getSubmission(submissionId);
      if (answer.status === "unchanged") throw new Error("no etag was sent");
      expect(answer.view.state).toSatisfy(isClosed);
      return answer.view;
    },
    { timeout: 20_000, interval: 50 },
  );
}

describe("the functions, as they are deployed, on the local system", () => {
  it("grade a submission from the learner's own account", async () => {
    const client = clientOf("learner-01");

    const { submissionId } = await submit(client, "key-1");

    const view = await closedView(client, submissionId);
    expect(view).toMatchObject({ state: "graded", points: 0, isGateRed: true });
    expect(view.attempt).toMatchObject({ counts: false, used: 0 });
    expect(view.outcomes[0]?.found).toContain("no table of this name in us-east-1");
  });

  it("block, and say what to do, when the role is gone", async () => {
    const client = clientOf("learner-02");
    const accountId = system.cohort.learners[1]?.accountId ?? "";
    system.sandbox.accounts.get(accountId).deleteRole(learnerRoleName(localStage));

    const { submissionId } = await submit(client, "key-1");

    const view = await closedView(client, submissionId);
    expect(view).toMatchObject({ state: "blocked", points: null, turn: "learner" });
    expect(new Set(view.outcomes.map(({ reason }) => reason))).toEqual(
      new Set(["access.role_not_assumable"]),
    );
  });

  it("end as failed when AWS answers 500 to every call", async () => {
    const client = clientOf("learner-03");
    const accountId = system.cohort.learners[2]?.accountId ?? "";
    system.sandbox.accounts.get(accountId).changeSwitches({ serverErrors: ["dynamodb:*"] });

    const { submissionId } = await submit(client, "key-1");

    const view = await closedView(client, submissionId);
    expect(view).toMatchObject({ state: "failed", points: null, outcomes: [] });
    expect(view.delay?.doNext).toContain("your time is kept");
  });

  it("record a message that nobody can read with its reason", async () => {
    const sqs = new SQSClient({
      endpoint: system.sandboxUrl,
      region: localRegion,
      credentials: operatorKey,
    });
    const QueueUrl = system.queueUrls.grading;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "not JSON" }));

    const pk = `dead-letters#${new Date().toISOString().slice(0, 10)}`;
    await expect
      .poll(async () => (await system.table.list(DeadLetterRecord, { pk, prefix: "" })).items, {
        timeout: 10_000,
      })
      .toContainEqual(expect.objectContaining({ cause: "message.unreadable" }));
    sqs.destroy();
  });

  it("show the instructor every learner", async () => {
    const client = clientOf("instructor-01");
    const { cohorts } = await client.call(listCohorts, {});
    const { assignments } = await client.call(listAssignments, {
      query: { lab: system.cohort.labId },
    });

    const { rows } = await client.call(getGradebook, {
      params: { assignmentId: system.cohort.assignmentId },
      query: { limit: "50" },
    });

    expect(cohorts).toHaveLength(1);
    expect(assignments).toHaveLength(1);
    expect(rows.map(({ login }) => login).toSorted()).toEqual([
      "learner-01",
      "learner-02",
      "learner-03",
    ]);
  });

  it("refuse a token that is none, a forged cursor and a stranger's submission", async () => {
    const { apiUrl, cohort } = system;
    const stranger = createClient({ baseUrl: apiUrl, fetch, token: async () => "none" });
    const receipt = await submit(clientOf("learner-01"), "key-2");

    const codes = await Promise.all(
      [
        stranger.call(listAssignments, {}),
        clientOf("instructor-01").call(getGradebook, {
          params: { assignmentId: cohort.assignmentId },
          query: { cursor: "bm90aGluZw" },
        }),
        clientOf("learner-03").getSubmission(receipt.submissionId),
      ].map((refused) => refused.then(() => "answered", codeOf)),
    );

    expect(codes).toEqual(["auth.required", "cursor.invalid", "submission.not_found"]);
  });
});

function codeOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.problem.code;
  throw error;
}
