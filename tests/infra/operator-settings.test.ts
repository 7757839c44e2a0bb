import { describe, expect, it } from "vitest";
import { readOperatorSettings } from "../../infra/operator-settings.ts";
import { stages } from "./stages.ts";
import { synthesize } from "./synthesize.ts";

describe("readOperatorSettings", () => {
  it("lets a stage of one's own be deployed without any setting", () => {
    expect(readOperatorSettings({}, "dev-1")).toEqual({
      alarmEmail: undefined,
      allowedOrigins: ["http://localhost:5173"],
      apiDomain: undefined,
      monthlyBudgetDollars: 25,
      schoolLogin: undefined,
      mail: undefined,
    });
  });

  it("reads what production is told", () => {
    expect(readOperatorSettings(stages.production, "production")).toMatchObject({
      alarmEmail: "operators@example.edu",
      allowedOrigins: ["https://grader.example.edu", "https://grader-2.example.edu"],
      schoolLogin: { kind: "saml", claim: "urn:oid:0.9.2342.19200300.100.1.1" },
      mail: { from: "grader@example.edu" },
    });
  });

  it.each([
    ["a stage in capitals", "Staging", {}, /must have at most 32 lower-case/],
    ["a stage that is too long", "a".repeat(33), {}, /must have at most 32/],
    ["a stage that Cognito refuses", "aws-course", {}, /choose another stage/],
    [
      "any page as an origin",
      "dev-1",
      { LAB_GRADER_ALLOWED_ORIGINS: "*" },
      /LAB_GRADER_ALLOWED_ORIGINS is "\*", expected an origin without a path/,
    ],
    [
      "an origin with a path",
      "dev-1",
      { LAB_GRADER_ALLOWED_ORIGINS: "https://example.edu/grader" },
      /expected an origin without a path/,
    ],
    [
      "an origin without encryption",
      "dev-1",
      { LAB_GRADER_ALLOWED_ORIGINS: "http://example.edu" },
      /expected an origin/,
    ],
    [
      "an address that is none",
      "dev-1",
      { LAB_GRADER_ALARM_EMAIL: "operators" },
      /LAB_GRADER_ALARM_EMAIL is "operators", expected an e-mail address/,
    ],
    [
      "a budget of nothing",
      "dev-1",
      { LAB_GRADER_MONTHLY_BUDGET_DOLLARS: "0" },
      /expected a number of US dollars above 0/,
    ],
    [
      "a budget in words",
      "dev-1",
      { LAB_GRADER_MONTHLY_BUDGET_DOLLARS: "little" },
      /expected a number of US dollars/,
    ],
    [
      "an issuer without a client",
      "dev-1",
      { LAB_GRADER_OIDC_ISSUER: "https://login.example.edu" },
      /LAB_GRADER_OIDC_CLIENT_ID go together/,
    ],
    [
      "two school logins",
      "dev-1",
      {
        LAB_GRADER_OIDC_ISSUER: "https://login.example.edu",
        LAB_GRADER_OIDC_CLIENT_ID: "lab-grader",
        LAB_GRADER_SAML_METADATA_URL: "https://login.example.edu/metadata",
      },
      /not both/,
    ],
    [
      "mail without an identity",
      "dev-1",
      { LAB_GRADER_SES_FROM: "grader@example.edu" },
      /LAB_GRADER_SES_IDENTITY_ARN go together/,
    ],
    ["a production without a way in", "production", {}, /Nobody could sign in to production/],
    ["a production without an operator", "production", {}, /set LAB_GRADER_ALARM_EMAIL/],
    ["a production without a page", "production", {}, /set LAB_GRADER_ALLOWED_ORIGINS/],
  ])("refuses %s, and says what to change", (_, stage, environment, problem) => {
    expect(() => readOperatorSettings(environment, stage)).toThrow(problem);
  });

  it("ends a deployment before anything is made", async () => {
    await expect(synthesize("production", {})).rejects.toThrow(/Nobody could sign in/);
  });
});
