import { describe, expect, it } from "vitest";
import { ApiProblem, type Client, createClient, UnreadableAnswer } from "./client.ts";
import { listAssignments } from "./contracts/endpoints/assignments.ts";
import { listCohorts } from "./contracts/endpoints/cohorts.ts";
import { submit } from "./contracts/endpoints/submissions.ts";
import { aSubmission } from "./testing.ts";

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** A client whose every request is answered with the same. */
function answeredWith(status: number, body: unknown, headers: Record<string, string> = {}) {
  const sent: Sent[] = [];
  const client = createClient({
    baseUrl: "https://api.example.edu",
    token: async () => "token-1",
    fetch: async (url, init) => {
      sent.push({ url, ...init });
      return {
        status,
        headers: { get: (name) => headers[name] ?? null },
        text: async () => (typeof body === "string" ? body : JSON.stringify(body)),
      };
    },
  });
  return { client, sent };
}

const { submissionId, assignmentId, stage, number, state, submittedAt } = aSubmission();
const receipt = { submissionId, assignmentId, stage, number, state, submittedAt };

describe("the client", () => {
  it("sends a submission with key and token", async () => {
    const { client, sent } = answeredWith(202, { status: "accepted", ...receipt });

    const accepted = await client.call(submit, {
      params: { assignmentId },
      body: { stage },
      idempotencyKey: "key-1",
    });

    expect(accepted.submissionId).toBe(submissionId);
    expect(sent).toEqual([
      expect.objectContaining({
        url: `https://api.example.edu/v1/assignments/${assignmentId}/submissions`,
        method: "POST",
        body: '{"stage":"build"}',
        headers: expect.objectContaining({
          authorization: "Bearer token-1",
          "idempotency-key": "key-1",
        }),
      }),
    ]);
  });

  it("says unchanged where the etag still fits, and when to ask again", async () => {
    const { client, sent } = answeredWith(304, "", { "retry-after": "2" });

    const answer = await client.getSubmission(submissionId, '"etag-1"');

    expect(answer).toEqual({ status: "unchanged", retryAfterSeconds: 2 });
    expect(sent[0]?.headers["if-none-match"]).toBe('"etag-1"');
  });

  it("escapes what it puts into an address", async () => {
    const { client, sent } = answeredWith(200, { assignments: [] });

    await client.call(listAssignments, { query: { lab: "a&b=c" } });

    expect(sent[0]?.url).toBe("https://api.example.edu/v1/assignments?lab=a%26b%3Dc");
  });

  it("throws a problem by its code", async () => {
    const problem = {
      type: "urn:lab-grader:problem:attempts.exhausted",
      title: "All attempts are used",
      status: 409,
      code: "attempts.exhausted",
      detail: "All 10 attempts of this stage are used.",
      requestId: "request-01",
    };
    const { client } = answeredWith(409, problem);

    const refused = await rejection(
      client.call(submit, { params: { assignmentId }, body: { stage }, idempotencyKey: "k" }),
    );

    expect(refused).toBeInstanceOf(ApiProblem);
    expect(refused).toMatchObject({ problem });
  });

  it("knows the gateway's own words for a token that has ended", async () => {
    const { client } = answeredWith(401, { message: "Unauthorized" });

    expect(await rejection(client.call(listCohorts, {}))).toMatchObject({
      problem: { code: "auth.required", status: 401 },
    });
  });

  it.each([
    [200, "<html>"],
    [200, { cohorts: [{}] }],
    [503, { message: "Service Unavailable" }],
  ])("does not take another server's answer for the API's: %s", async (status, body) => {
    const { client } = answeredWith(status, body);

    const error = await rejection(client.call(listCohorts, {}));

    expect(error).toBeInstanceOf(UnreadableAnswer);
    expect(error).toMatchObject({ status });
  });
});

function rejection(request: ReturnType<Client[keyof Client]>): Promise<unknown> {
  return request.then(
    () => undefined,
    (error: unknown) => error,
  );
}
