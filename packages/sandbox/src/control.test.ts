import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "./sandbox.ts";
import { aSandbox, learnerAccountId, platformAccountId, sendQuery } from "./testing.ts";

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await aSandbox();
});
afterEach(() => sandbox.close());

function control(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${sandbox.endpoint}/_sandbox/${path}`, init);
}

function putSwitches(body: unknown, accountId = learnerAccountId): Promise<Response> {
  return control(`accounts/${accountId}/switches`, { method: "PUT", body: JSON.stringify(body) });
}

describe("the control API", () => {
  it("lists accounts without their secrets", async () => {
    const text = await (await control("accounts")).text();

    expect(JSON.parse(text).accounts).toMatchObject([
      { accountId: platformAccountId, accessKeyIds: ["platform"] },
      { accountId: learnerAccountId, accessKeyIds: ["learner-14"] },
    ]);
    expect(text).not.toContain('"local"');
  });

  it("changes the switches of one account", async () => {
    const response = await putSwitches({ latencyMs: 5, settling: { index: 2000 } });

    expect(response.status).toBe(200);
    expect(sandbox.accounts.get(learnerAccountId).switches).toMatchObject({
      latencyMs: 5,
      settling: { index: 2000, table: 0 },
    });
    expect(sandbox.accounts.get(platformAccountId).switches.latencyMs).toBe(0);
  });

  it("puts back what a later PUT doesn't name", async () => {
    await putSwitches({ latencyMs: 5 });
    await putSwitches({ expireSessions: true });

    expect(sandbox.accounts.get(learnerAccountId).switches.latencyMs).toBe(0);
  });

  it.each([
    [{ latencyMs: "slow" }, "latencyMs: "],
    [{ latency: 5 }, '"latency"'],
    [{ settling: { tables: 1 } }, '"tables"'],
    [{ throttle: [{ operation: "*" }] }, "throttle.0: exactly one of"],
    [{ serverErrors: ["everything"] }, "serverErrors.0: "],
    ["text", "switches: "],
  ])("refuses %j, names the field and changes nothing", async (body, words) => {
    const response = await putSwitches(body);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(words) });
    expect(sandbox.accounts.get(learnerAccountId).switches.latencyMs).toBe(0);
  });

  it("answers 404 for an account and a path that are not there", async () => {
    expect((await putSwitches({}, "888888888888")).status).toBe(404);
    expect((await control("nothing")).status).toBe(404);
  });

  it("shows the calls of one account", async () => {
    const parameters = { Action: "GetCallerIdentity" };
    await sendQuery(sandbox, { service: "sts", accessKeyId: "platform", parameters });
    await sendQuery(sandbox, { service: "sts", accessKeyId: "learner-14", parameters });

    const response = await control(`calls?accountId=${learnerAccountId}`);

    expect(await response.json()).toMatchObject({
      total: 2,
      calls: [{ accountId: learnerAccountId, operation: "GetCallerIdentity" }],
    });
  });

  it("refuses web pages", async () => {
    const response = await control("accounts", { headers: { origin: "https://example.com" } });

    expect(response.status).toBe(403);
  });
});
