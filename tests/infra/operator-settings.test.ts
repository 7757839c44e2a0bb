import { describe, expect, it } from "vitest";
import { readOperatorSettings } from "../../infra/operator-settings.ts";
import { stages } from "./stages.ts";
import { synthesize } from "./synthesize.ts";

const sesIdentity = stages.production.LAB_GRADER_SES_IDENTITY_ARN;

describe("readOperatorSettings", () => {
  it("lets a stage of one's own be deployed without any setting", () => {
    expect(readOperatorSettings({}, "dev-1")).toEqual({
      alarmEmail: undefined,
      allowedOrigins: ["http://localhost:4602"],
      siteDomain: undefined,
      apiDomain: undefined,
      monthlyBudgetDollars: 25,
      schoolLogin: undefined,
      loginClaim: "preferred_username",
      schoolAsksSecondFactor: false,
      mail: undefined,
      learnerRoleTemplateUrl: undefined,
    });
  });

  it("reads what production is told", () => {
    expect(readOperatorSettings(stages.production, "production")).toMatchObject({
      alarmEmail: "operators@example.edu",
      allowedOrigins: ["https://grader-2.example.edu", "https://grader-3.example.edu"],
      schoolLogin: { kind: "saml" },
      loginClaim: "urn:oid:0.9.2342.19200300.100.1.1",
      schoolAsksSecondFactor: true,
      mail: { from: "grader@example.edu" },
    });
  });

  it("reads the domain, and passwords by mail without a school's login", () => {
    const settings = readOperatorSettings(
      {
        ...stages.production,
        LAB_GRADER_SAML_METADATA_URL: undefined,
        LAB_GRADER_SCHOOL_ASKS_SECOND_FACTOR: undefined,
        LAB_GRADER_API_DOMAIN: "api.grader.example.edu",
      },
      "production",
    );

    expect(settings).toMatchObject({
      apiDomain: "api.grader.example.edu",
      schoolLogin: undefined,
      mail: { from: "grader@example.edu", identityArn: sesIdentity },
    });
  });

  it("lets production's school login be without a second factor, whose staff then have no groups", () => {
    const settings = readOperatorSettings(
      { ...stages.production, LAB_GRADER_SCHOOL_ASKS_SECOND_FACTOR: undefined },
      "production",
    );

    expect(settings).toMatchObject({
      schoolLogin: { kind: "saml" },
      schoolAsksSecondFactor: false,
    });
  });

  it.each([
    ["a stage in capitals", "Staging", {}, /must have lower-case letters/],
    ["a stage that is too long", "a".repeat(21), {}, /must have at most 20/],
    ["a stage with the name of the role that deploys", "deploy-2", {}, /must not be called deploy/],
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
    [
      "a sender without a mail address",
      "dev-1",
      { LAB_GRADER_SES_FROM: "grader", LAB_GRADER_SES_IDENTITY_ARN: sesIdentity },
      /LAB_GRADER_SES_FROM is "grader", expected an e-mail address/,
    ],
    [
      "a mail identity of another service",
      "dev-1",
      { LAB_GRADER_SES_FROM: "grader@example.edu", LAB_GRADER_SES_IDENTITY_ARN: "arn:aws:sns:x" },
      /expected the ARN of a verified SES identity/,
    ],
    [
      "an address in place of the API's domain",
      "dev-1",
      { LAB_GRADER_API_DOMAIN: "https://api.grader.example.edu" },
      /LAB_GRADER_API_DOMAIN is "https:.*", expected a domain name/,
    ],
    [
      "a template where CloudFormation can't read it",
      "dev-1",
      { LAB_GRADER_LEARNER_ROLE_TEMPLATE_URL: "https://grader.example.edu/learner-role.yaml" },
      /expected the address of a template on S3/,
    ],
    [
      "a login claim in words",
      "dev-1",
      { LAB_GRADER_LOGIN_CLAIM: "the user's name" },
      /expected the name of a claim or a SAML attribute/,
    ],
    [
      "a second factor that is neither declared nor left out",
      "dev-1",
      {
        LAB_GRADER_SAML_METADATA_URL: "https://login.example.edu/metadata",
        LAB_GRADER_SCHOOL_ASKS_SECOND_FACTOR: "true",
      },
      /LAB_GRADER_SCHOOL_ASKS_SECOND_FACTOR is "true", expected yes, or nothing/,
    ],
    [
      "a second factor of a school login that is not there",
      "dev-1",
      { LAB_GRADER_SCHOOL_ASKS_SECOND_FACTOR: "yes" },
      /there is none: set LAB_GRADER_OIDC_ISSUER/,
    ],
    ["a production without a way in", "production", {}, /Nobody could sign in to production/],
    ["a production without an operator", "production", {}, /set LAB_GRADER_ALARM_EMAIL/],
    [
      "one domain for the site and the API",
      "staging",
      {
        LAB_GRADER_SITE_DOMAIN: "grader.example.edu",
        LAB_GRADER_API_DOMAIN: "grader.example.edu",
      },
      /give the API a name of its own/,
    ],
  ])("refuses %s, and says what to change", (_, stage, environment, problem) => {
    expect(() => readOperatorSettings(environment, stage)).toThrow(problem);
  });

  it("ends a deployment before anything is made", async () => {
    await expect(synthesize("production", {})).rejects.toThrow(/Nobody could sign in/);
  });
});
