import { ApiProblem, type Client, createClient } from "@lab-grader/core/client";
import { listAssignments } from "@lab-grader/core/contracts/endpoints/assignments";
import { getGradebook } from "@lab-grader/core/contracts/endpoints/gradebook";
import { submit as submitStage } from "@lab-grader/core/contracts/endpoints/submissions";
import { isClosed } from "@lab-grader/core/submissions/submission";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import type { StepAnswers } from "@lab-grader/sandbox/lab-bench/run-steps";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildSolution } from "../bench/build-solution.ts";

let system: LocalSystem;
let client: Client;
const typed: StepAnswers = new Map();
const rightAnswers = {
  "fresh-read": "GetItem on the table with ConsistentRead",
  "read-units": 2,
  assumptions: "Order service, one table, on demand.",
};

beforeAll(async () => {
  system = await startLocalSystem({ learners: 1 });
  const { apiUrl } = system;
  client = createClient({ baseUrl: apiUrl, fetch, token: () => system.tokenFor("learner-01") });
});
afterAll(() => system.close());

async function build(stage: string): Promise<void> {
  const [learner] = system.cohort.learners;
  if (!learner) throw new Error("the local system has no learner");
  await buildSolution(system.sandboxUrl, learner, { stage, answers: typed });
}

async function submit(stage: string, answers?: typeof rightAnswers): Promise<SubmissionView> {
  const { assignmentId } = system.cohort;
  const idempotencyKey = `${stage}-${Math.trunc(performance.now())}`;
  const { submissionId } = await client.call(submitStage, {
    params: { assignmentId },
    body: { stage, answers },
    idempotencyKey,
  });
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

function codeOf(submitting: Promise<unknown>): Promise<string> {
  return submitting.then(
    () => "accepted",
    (problem: unknown) => (problem instanceof ApiProblem ? problem.problem.code : String(problem)),
  );
}

describe("a lab of three stages, submitted stage by stage", () => {
  it("opens a stage only after an attempt of the stage before", async () => {
    expect(await codeOf(submit("break"))).toBe("stage.not_open");
    expect(await codeOf(submit("correct", rightAnswers))).toBe("stage.not_open");
  });

  it("gives full points for the table that was asked for", async () => {
    await build("build");

    expect(await submit("build")).toMatchObject({ state: "graded", points: 40, isPassed: true });
  });

  it("gives full points for a failure that can be seen, and says what was seen", async () => {
    await build("break");

    const view = await submit("break");

    expect(view).toMatchObject({ state: "graded", points: 12 });
    const capacity = view.outcomes.find(({ criterion }) => criterion === "capacity");
    expect(capacity?.seen).toBe("PROVISIONED with 1 read and 1 write units");
  });

  it("asks its questions without their keys, and refuses what is no answer", async () => {
    const { assignments } = await client.call(listAssignments, {});
    const asking = assignments[0]?.stages.find(({ stage }) => stage === "correct");
    const wrong = { ...rightAnswers, "fresh-read": "Ask somebody" };

    expect(asking?.questions.map(({ criterion }) => criterion)).toEqual([
      "fresh-read",
      "read-units",
      "assumptions",
    ]);
    expect(JSON.stringify(asking)).not.toMatch(/correct"?:|Only a strongly consistent/);
    expect(await codeOf(submit("correct", wrong))).toBe("answers.invalid");
  });

  it("compares the mended table with the broken one, and counts the answers", async () => {
    await build("correct");

    const view = await submit("correct", rightAnswers);

    expect(view).toMatchObject({ state: "graded", points: 48, isPassed: true });
    const better = view.outcomes.find(({ criterion }) => criterion === "better");
    expect(better?.compared?.map(({ aspect, isBetter }) => [aspect, isBetter])).toEqual([
      ["reliability", true],
      ["performance", true],
      ["recovery", true],
    ]);
    expect(better?.compared?.[0]?.before).toContain("provisioned 1/1");
  });

  it("adds the stages up in the gradebook", async () => {
    const staff = createClient({
      baseUrl: system.apiUrl,
      fetch,
      token: () => system.tokenFor("instructor-01"),
    });

    const { rows } = await staff.call(getGradebook, {
      params: { assignmentId: system.cohort.assignmentId },
    });

    expect(rows[0]?.points).toBe(100);
  });
});
