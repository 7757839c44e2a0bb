import { describe, expect, it } from "vitest";
import { cloudShellCommands, downloadCommands, signInCommand } from "./commands.ts";

const siteUrl = "https://grader.example.edu";

describe("the commands of the page", () => {
  it("get the file from this very site, and sign in there", () => {
    expect(downloadCommands(siteUrl)).toContain(
      "curl -fsSO https://grader.example.edu/labgrader.mjs\n",
    );
    expect(signInCommand(siteUrl)).toBe("node labgrader.mjs login https://grader.example.edu");
  });

  it("hand in one stage by its token, with signed calls where there is no role", () => {
    const asked = { siteUrl, token: "ott.1.2", lab: "dynamodb-introduction", stage: "build" };

    expect(cloudShellCommands({ ...asked, isSigned: false }).split("\n")).toEqual([
      "curl -fsSO https://grader.example.edu/labgrader.mjs",
      "node labgrader.mjs login https://grader.example.edu --token ott.1.2",
      "node labgrader.mjs submit dynamodb-introduction build",
    ]);
    expect(cloudShellCommands({ ...asked, isSigned: true })).toMatch(/ build --signed$/);
  });
});
