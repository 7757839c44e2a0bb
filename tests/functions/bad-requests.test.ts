import { request } from "node:http";
import { Problem } from "@lab-grader/core/contracts/http";
import { listAll } from "@lab-grader/core/storage/list-all";
import { SubmissionRecord, submissionPartition } from "@lab-grader/core/submissions/submission";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { createJwtIssuer } from "@lab-grader/sandbox/runtime/jwt-issuer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

interface Answer {
  readonly status: number;
  readonly text: string;
}
interface BadRequest {
  readonly why: string;
  readonly path?: string;
  readonly as?: "learner-01" | "instructor-01";
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | Buffer;
}

let system: LocalSystem;
beforeAll(async () => {
  system = await startLocalSystem({ learners: 2 });
});
afterAll(() => system.close());

const body = '{"stage":"build"}';
const submissions = "/v1/assignments/$assignment/submissions";
const gradebook = "/v1/assignments/$assignment/gradebook";

/** As it stands on the wire: `fetch` would mend some of these requests. */
async function send({ path = submissions, as = "learner-01", headers, body: sent }: BadRequest) {
  const { apiUrl, cohort } = system;
  const all = {
    authorization: `Bearer ${await system.tokenFor(as)}`,
    "content-type": "application/json",
    "idempotency-key": "key-1",
    ...headers,
  };
  const target = path
    .replace("$assignment", cohort.assignmentId)
    .replace("$stranger", cohort.learners[1]?.learnerId ?? "");
  return await new Promise<Answer>((resolve, reject) => {
    const { hostname: host, port } = new URL(apiUrl);
    const method = sent === undefined ? "GET" : "POST";
    const given = Object.entries(all).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    request({ host, port, method, path: target, headers: Object.fromEntries(given) }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    })
      .on("error", reject)
      .end(sent);
  });
}

async function everySubmission() {
  const { table, cohort } = system;
  const of = cohort.learners.map(({ learnerId }) =>
    submissionPartition({ assignmentId: cohort.assignmentId, learnerId }),
  );
  return (
    await Promise.all(of.map((pk) => listAll(table, SubmissionRecord, { pk, prefix: "" })))
  ).flat();
}

describe("a request that is not as expected", () => {
  const rows: readonly (BadRequest & {
    readonly code: string;
    readonly at?: string;
    readonly says?: string;
  })[] = [
    {
      why: "text that is no UTF-8",
      body: Buffer.from([0xff, 0xfe]),
      code: "request.malformed_json",
      at: "body",
    },
    { why: "an empty body", body: "", code: "request.malformed_json", at: "body" },
    { why: "a byte order mark", body: `\ufeff${body}`, code: "request.malformed_json", at: "body" },
    {
      why: "null",
      body: "null",
      code: "request.invalid",
      at: "body",
      says: "Expected object, received null.",
    },
    {
      why: "deep nesting",
      body: "[".repeat(30_000) + "]".repeat(30_000),
      code: "request.invalid",
      at: "body",
    },
    {
      why: "a stage that is a list",
      body: '{"stage":["build"]}',
      code: "request.invalid",
      at: "body.stage",
    },
    {
      why: "a prototype",
      body: '{"stage":"build","__proto__":{}}',
      code: "request.invalid",
      at: "body.__proto__",
    },
    { why: "half a character", body: '{"stage":"build","\\ud800":1}', code: "request.invalid" },
    {
      why: "a dotless i",
      body: '{"stage":"bu\u0131ld"}',
      code: "request.invalid",
      at: "body.stage",
    },
    {
      why: "a stage by the name of a method",
      body: '{"stage":"constructor"}',
      code: "request.invalid",
      at: "body.stage",
    },
    {
      why: "65 KB",
      body: JSON.stringify({ stage: "b".repeat(65 * 1024) }),
      code: "request.too_large",
    },
    {
      why: "a form",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      code: "request.content_type",
      at: "header.content-type",
    },
    {
      why: "two content types",
      body,
      headers: { "content-type": "application/json, text/plain" },
      code: "request.content_type",
      at: "header.content-type",
    },
    {
      why: "no Idempotency-Key",
      body,
      headers: { "idempotency-key": undefined },
      code: "request.invalid",
      at: "header.idempotency-key",
      says: "Expected 1 to 64 letters, digits, dots, colons, hyphens, underscores.",
    },
    {
      why: "an Idempotency-Key of 65",
      body,
      headers: { "idempotency-key": "k".repeat(65) },
      code: "request.invalid",
      at: "header.idempotency-key",
    },
    {
      why: "the key of a redrive",
      body,
      headers: { "idempotency-key": "redrive#1" },
      code: "request.invalid",
      at: "header.idempotency-key",
    },
    { why: "an instructor who submits", body, as: "instructor-01", code: "auth.forbidden" },
    {
      why: "an assignment id cut short",
      path: "/v1/assignments/asg_0/submissions",
      body,
      code: "assignment.not_found",
    },
    {
      why: "a submission id of nobody",
      path: "/v1/submissions/sub_000000000000.000000000000.build.0001",
      code: "submission.not_found",
    },
    {
      why: "a submission id with a zero byte",
      path: "/v1/submissions/%00",
      code: "submission.not_found",
    },
    { why: "a way up", path: "/v1/assignments/../cohorts", code: "route.not_found" },
    {
      why: "a parameter that nobody reads",
      path: "/v1/assignments?color=red",
      code: "request.invalid",
      at: "query.color",
    },
    {
      why: "an empty parameter",
      path: "/v1/assignments?lab=",
      code: "request.invalid",
      at: "query.lab",
      says: "Expected string to have >=1 characters.",
    },
    {
      why: "a page of none",
      path: `${gradebook}?limit=0`,
      as: "instructor-01",
      code: "request.invalid",
      at: "query.limit",
      says: "Expected number to be >=1.",
    },
    {
      why: "a page of 51",
      path: `${gradebook}?limit=51`,
      as: "instructor-01",
      code: "request.invalid",
      at: "query.limit",
      says: "Expected number to be <=50.",
    },
    {
      why: "a cursor that is none",
      path: `${gradebook}?cursor=e30`,
      as: "instructor-01",
      code: "cursor.invalid",
      at: "query.cursor",
    },
    { why: "a learner in the gradebook", path: gradebook, code: "auth.forbidden" },
    {
      why: "another learner's list",
      path: `${submissions}?learner=$stranger`,
      code: "learner.not_found",
    },
  ];

  it.each(rows)("$why: $code", async ({ code, at, says, ...bad }) => {
    const { status, text } = await send(bad);

    const problem = Problem.parse(JSON.parse(text));
    expect({ code: problem.code, status: problem.status }).toEqual({ code, status });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    if (at !== undefined) expect(problem.path).toBe(at);
    if (says !== undefined) expect(problem.detail).toBe(says);
    expect(problem.detail).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    { why: "half of a character in the address", path: "/v1/submissions/%E0%A4%A", status: 400 },
    { why: "more than API Gateway takes", body: "x".repeat(11_000_000), status: 413 },
    {
      why: "no token",
      path: "/v1/assignments",
      headers: { authorization: undefined },
      status: 401,
    },
    {
      why: "another kind of login",
      path: "/v1/assignments",
      headers: { authorization: "Basic bGVhcm5lcg==" },
      status: 401,
    },
  ])("$why: $status, by the gateway", async ({ status, ...bad }) => {
    expect(await send(bad)).toMatchObject({ status });
  });

  it("a token of another issuer, and one with another group in it: 401, by the gateway", async () => {
    const issuer = await createJwtIssuer({ issuer: "https://issuer.lab-grader.localhost" });
    const foreign = await issuer.issueToken({ login: "learner-01", groups: ["admin"] });
    const [header, payload = "", signature] = (await system.tokenFor("learner-01")).split(".");
    const claims = Buffer.from(payload, "base64url").toString().replace('"learner"', '"admin"');
    const promoted = [header, Buffer.from(claims).toString("base64url"), signature].join(".");

    for (const token of [foreign, promoted]) {
      const headers = { authorization: `Bearer ${token}` };
      expect(await send({ why: "", path: gradebook, headers })).toMatchObject({ status: 401 });
    }
  });

  it("writes nothing and sends nothing, any of them", async () => {
    expect(await everySubmission()).toEqual([]);
    expect(system.sandbox.sentMessages.list()).toEqual([]);
  });
});
