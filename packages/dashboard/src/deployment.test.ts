import { describe, expect, it } from "vitest";
import { isLocal, readDeployment } from "./deployment.ts";

const answering =
  (body: string, status = 200) =>
  async () =>
    new Response(body, { status });

const config = {
  stage: "staging",
  apiUrl: "https://api.example.edu",
  signInUrl: "https://sign-in.example.edu",
  clientId: "browser",
};

describe("readDeployment", () => {
  it("reads what was deployed together with the site, and nothing else", async () => {
    const deployment = await readDeployment(answering(JSON.stringify({ ...config, more: 1 })));

    expect(deployment).toEqual(config);
    expect(isLocal(deployment)).toBe(false);
    expect(isLocal({ ...deployment, stage: "local" })).toBe(true);
  });

  it.each([
    ["answers 403", "", 403],
    ["is no JSON", "<!doctype html>", 200],
    ["apiUrl is not as expected", '{"stage": "staging"}', 200],
  ])("says that /config.json %s", async (problem, body, status) => {
    await expect(readDeployment(answering(body, status))).rejects.toThrow(problem);
  });
});
