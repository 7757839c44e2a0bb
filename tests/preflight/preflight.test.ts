import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  RequestServiceQuotaIncreaseCommand,
  ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
import {
  CreateEmailIdentityCommand,
  PutAccountDetailsCommand,
  SESv2Client,
} from "@aws-sdk/client-sesv2";
import type { Sandbox } from "@lab-grader/sandbox/sandbox";
import { aKey, aSandbox, clientConfig, platformAccountId } from "@lab-grader/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isOfStage } from "../../scripts/preflight/names.ts";
import type { Plan } from "../../scripts/preflight/plan.ts";
import { runPreflight } from "../../scripts/preflight/preflight.ts";
import { reportText } from "../../scripts/preflight/report.ts";

let sandbox: Sandbox;
let directory: string;
let passedMs: number;

beforeEach(async () => {
  passedMs = 0;
  directory = await mkdtemp(join(tmpdir(), "preflight-"));
  sandbox = await aSandbox({ clock: () => Date.now() + passedMs });
  vi.stubEnv("AWS_ENDPOINT_URL", sandbox.endpoint);
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  vi.stubEnv("AWS_CONFIG_FILE", join(directory, "none"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(directory, "none"));
  signInAs("platform");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await sandbox.close();
  await rm(directory, { recursive: true });
});

function signInAs(accessKeyId: string | undefined): void {
  vi.stubEnv("AWS_ACCESS_KEY_ID", accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", accessKeyId && "local");
  vi.stubEnv("AWS_PROFILE", undefined);
  vi.stubEnv("AWS_SESSION_TOKEN", undefined);
}

const byMail = {
  LAB_GRADER_ALARM_EMAIL: "operators@example.edu",
  LAB_GRADER_SES_FROM: "grader@example.edu",
  LAB_GRADER_SES_IDENTITY_ARN: `arn:aws:ses:us-east-1:${platformAccountId}:identity/example.edu`,
};

/** Each check by its name. */
async function preflight(
  stage: string,
  environment: Readonly<Record<string, string>> = {},
  plan: Plan = { findings: [] },
  refusesPublicPolicies = async () => false,
) {
  const result = await runPreflight(stage, {
    directory,
    environment,
    request: async () => new Response("", { status: 404 }),
    plan: async () => plan,
    refusesPublicPolicies,
  });
  return { ...result, by: new Map(result.findings.map((finding) => [finding.check, finding])) };
}

describe("a preflight", () => {
  it("says who would deploy, and where to", async () => {
    const { by } = await preflight("dev-1");

    expect(by.get("Credentials")).toMatchObject({
      found: expect.stringContaining(`account ${platformAccountId}, region us-east-1`),
    });
    expect(by.get("Settings")?.status).toBe("ok");
  });

  it("warns of a quota that is enough to try things out, and fails production for it", async () => {
    const check = "Lambda concurrency";

    expect((await preflight("dev-1")).by.get(check)?.status).toBe("warning");
    const { by } = await preflight("production", byMail);
    expect(by.get(check)).toMatchObject({
      status: "failed",
      found: "10",
      expected: expect.stringMatching(/^45: /),
      change: expect.stringContaining("--quota-code L-B99A9384"),
    });
    expect(by.get("API Gateway requests a second")?.status).toBe("ok");
  });

  it("is content once the quota is raised", async () => {
    await new ServiceQuotasClient(clientConfig(sandbox, "platform")).send(
      new RequestServiceQuotaIncreaseCommand({
        ServiceCode: "lambda",
        QuotaCode: "L-B99A9384",
        DesiredValue: 1000,
      }),
    );

    const { by } = await preflight("production", byMail);
    expect(by.get("Lambda concurrency")?.status).toBe("ok");
  });

  it("fails where mails would reach nobody, until SES is ready", async () => {
    const ses = new SESv2Client(clientConfig(sandbox, "platform"));
    const before = await preflight("production", byMail);
    expect(before.by.get("Mail identity")).toMatchObject({
      status: "failed",
      found: "SES has no identity example.edu in us-east-1",
    });
    expect(before.by.get("Mail account")).toMatchObject({
      status: "failed",
      found: expect.stringContaining("SES is in its sandbox: 200 mails a day"),
    });

    await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: "example.edu" }));
    expect((await preflight("production", byMail)).by.get("Mail identity")).toMatchObject({
      found: expect.stringContaining("is not verified"),
      change: expect.stringContaining("DKIM"),
    });

    passedMs = 60_000;
    await ses.send(
      new PutAccountDetailsCommand({
        MailType: "TRANSACTIONAL",
        WebsiteURL: "https://grader.example.edu",
        ProductionAccessEnabled: true,
      }),
    );
    const { by } = await preflight("production", byMail);
    expect(by.get("Mail identity")?.status).toBe("ok");
    expect(by.get("Mail account")?.status).toBe("ok");
  });

  it("refuses a sender that the identity does not cover, and another account's identity", async () => {
    const { by } = await preflight("production", {
      ...byMail,
      LAB_GRADER_SES_FROM: "grader@example.com",
      LAB_GRADER_SES_IDENTITY_ARN: "arn:aws:ses:us-east-1:123456789012:identity/example.edu",
    });

    expect(by.get("Sender of mails")?.status).toBe("failed");
    expect(by.get("Mail identity")?.found).toContain("of account 123456789012");
  });

  it("finds a role that bears the grader's name and is somebody else's", async () => {
    expect((await preflight("dev-1")).by.get("Name of the grader's role")?.status).toBe("ok");
    await new IAMClient(clientConfig(sandbox, "platform")).send(
      new CreateRoleCommand({
        RoleName: "lab-grader-dev-1-grader",
        AssumeRolePolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "lambda.amazonaws.com" },
              Action: "sts:AssumeRole",
            },
          ],
        }),
      }),
    );

    expect((await preflight("dev-1")).by.get("Name of the grader's role")).toMatchObject({
      status: "failed",
      found: expect.stringContaining("this app did not make it"),
    });
  });

  it("fails where the account lets no bucket be public, unless the template lies elsewhere", async () => {
    const check = "Template of the learners' role";
    const url = "https://course-templates.s3.us-east-1.amazonaws.com/learner-role.yaml";
    const blocked = async (environment: Readonly<Record<string, string>> = {}) =>
      (await preflight("dev-1", environment, undefined, async () => true)).by.get(check);

    expect(await blocked()).toMatchObject({
      status: "failed",
      found: `S3 blocks public buckets in all of account ${platformAccountId}`,
      change: expect.stringContaining("LAB_GRADER_LEARNER_ROLE_TEMPLATE_URL"),
    });
    expect(await blocked({ LAB_GRADER_LEARNER_ROLE_TEMPLATE_URL: url })).toBeUndefined();
    expect((await preflight("dev-1")).by.get(check)?.status).toBe("ok");
  });

  it("says where to change the name of a stage that can't be", async () => {
    const { by } = await preflight("Staging");

    expect(by.get("Settings")).toMatchObject({
      status: "failed",
      found: expect.stringContaining("lower-case letters"),
      change: "the name after --stage",
    });
  });

  it("leaves open what it may not ask, or what does not answer", async () => {
    sandbox.createAccount({ accountId: "100000000015", accessKeys: [aKey("nobody", {})] });
    signInAs("nobody");

    const { findings } = await preflight("dev-1");

    const open = findings.filter(({ status }) => status === "unchecked");
    expect(open.map(({ check }) => check)).toEqual([
      "Lambda concurrency",
      "API Gateway requests a second",
      "Name of the grader's role",
      "Name of the sign-in page",
    ]);
    expect(open[0]?.found).toMatch(/^AccessDenied/);
    expect(findings.filter(({ status }) => status === "failed")).toEqual([]);
  });

  it("checks the rest without credentials", async () => {
    signInAs(undefined);

    const { findings, by } = await preflight("production", {
      LAB_GRADER_ALARM_EMAIL: "operators@example.edu",
      LAB_GRADER_OIDC_ISSUER: "https://login.example.edu",
      LAB_GRADER_OIDC_CLIENT_ID: "lab-grader",
    });

    expect(by.get("Credentials")).toMatchObject({
      status: "unchecked",
      found: expect.stringContaining("There are none, so AWS was not asked"),
    });
    expect(by.get("School's login, OpenID Connect")?.status).toBe("failed");
    expect(findings).toHaveLength(3);
  });

  it("fails for credentials that AWS refuses", async () => {
    signInAs("stranger");

    expect((await preflight("dev-1")).by.get("Credentials")?.status).toBe("failed");
  });

  it("reads .env.<stage>, which .env and the environment go before", async () => {
    await writeFile(join(directory, ".env"), "LAB_GRADER_SITE_DOMAIN=common.example.edu\n");
    await writeFile(
      join(directory, ".env.staging"),
      "LAB_GRADER_SITE_DOMAIN=staging.example.edu\nLAB_GRADER_API_DOMAIN=api.example.edu\n",
    );

    expect((await preflight("staging")).by.get("Settings")?.found).toContain(
      "common.example.edu, api.example.edu",
    );
    const ours = { LAB_GRADER_API_DOMAIN: "other.example.edu" };
    expect((await preflight("staging", ours)).by.get("Settings")?.found).toContain(
      "common.example.edu, other.example.edu",
    );
  });

  it("says of each refused setting what is wrong, as the deployment would", async () => {
    const { findings } = await preflight("aws-lab", { LAB_GRADER_ALARM_EMAIL: "nobody" });

    const failed = findings.filter(({ status }) => status === "failed");
    expect(failed.map(({ found }) => found)).toEqual([
      expect.stringContaining("choose another stage"),
      expect.stringContaining("LAB_GRADER_ALARM_EMAIL"),
    ]);
  });

  it("is readable: what is wrong, what was expected, what to change", async () => {
    const text = reportText(await preflight("production", byMail));

    expect(text).toMatch(
      /^FAILED {7}Lambda concurrency: 10\n {13}expected: {2}45: .+\n {13}to change: aws service-quotas /m,
    );
    expect(text).toMatch(/\n3 of \d+ checks failed\. \d could not be checked\.\n$/);
  });

  it("prints what will be created and what that costs, unless the settings are refused", async () => {
    const created = [
      { what: "event bus", count: 2 },
      { what: "budget of the account", count: 1 },
      { what: "smaller part of these", count: 40 },
    ];
    const plan = { findings: [], created, fixedCost: "5.36 USD" };

    const text = reportText(await preflight("dev-1", {}, plan));
    const refused = reportText(await preflight("dev-1", { LAB_GRADER_API_DOMAIN: "-" }, plan));

    expect(text).toContain(
      [
        "What the deployment creates",
        "   2  event buses",
        "   1  budget of the account",
        "  40  smaller parts of these",
        "What it costs: 5.36 USD a month while nothing happens; all of it: docs/cost.md",
      ].join("\n"),
    );
    expect(refused).not.toContain("creates");
  });
});

describe("isOfStage", () => {
  it("knows what an earlier deployment of the same stage made by SST's tags", () => {
    const tags = [
      { Key: "sst:app", Value: "lab-grader" },
      { Key: "sst:stage", Value: "staging" },
    ];

    expect(isOfStage(tags, "staging")).toBe(true);
    expect(isOfStage(tags, "production")).toBe(false);
    expect(isOfStage([], "staging")).toBe(false);
  });
});
