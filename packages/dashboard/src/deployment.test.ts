import { describe, expect, it } from "vitest";
import { downloadCommands, signInCommands, tokenCommands } from "./commands.ts";
import { readDeployment } from "./deployment.ts";

const answering =
  (body: string, status = 200) =>
  async () =>
    new Response(body, { status });

describe("readDeployment", () => {
  it("reads the stage and the API that were deployed together with the site", async () => {
    const config = { stage: "staging", apiUrl: "https://api.example.edu", more: 1 };

    expect(await readDeployment(answering(JSON.stringify(config)))).toEqual({
      stage: "staging",
      apiUrl: "https://api.example.edu",
    });
  });

  it.each([
    ["answers 403", "", 403],
    ["is no JSON", "<!doctype html>", 200],
    ["lacks the stage or the address", '{"stage": "staging"}', 200],
  ])("says that /config.json %s", async (problem, body, status) => {
    await expect(readDeployment(answering(body, status))).rejects.toThrow(problem);
  });
});

describe("the commands of the page", () => {
  it("get the file from this very site, and sign in there", () => {
    const site = "https://grader.example.edu";

    expect(downloadCommands(site)).toContain(
      "curl -fsSO https://grader.example.edu/labgrader.mjs\n",
    );
    expect(signInCommands(site)).toBe("node labgrader.mjs login https://grader.example.edu");
    expect(tokenCommands(site)).toContain("login https://grader.example.edu --token");
  });
});
