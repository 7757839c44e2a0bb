import { DynamoDBClient, UpdateContinuousBackupsCommand } from "@aws-sdk/client-dynamodb";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { enrolLearner } from "@lab-grader/core/contracts/endpoints/roster";
import { text } from "@lab-grader/dashboard/text/text";
import { localRegion } from "@lab-grader/sandbox/local-system/grader-account";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { buildSolution } from "../bench/build-solution.ts";
import { introductionLab } from "../bench/introduction.ts";
import { control, onPage } from "./control.ts";
import { useBrowserSystem } from "./use-browser-system.ts";

const login = "learner-31";
const accountId = "300000000031";
const credentials = { accessKeyId: login, secretAccessKey: "local" };
const { lab } = introductionLab();
const [stage] = lab.stages;
const current = useBrowserSystem({ learners: 1 });

beforeAll(async () => {
  const { system, clientOf } = current();
  system.sandbox.createAccount({ accountId, accessKeys: [credentials] });
  await clientOf("instructor-01").call(enrolLearner, {
    params: { cohortId: system.cohort.cohortId },
    body: { login },
  });
});

/** Names the account, makes the role with the commands that are shown, and has it checked. */
async function connectAccount(page: Page): Promise<void> {
  const { account, role, check } = text.sandbox;
  await page.getByRole("textbox", { name: account.label }).fill("3000-0000-0031");
  await page.getByRole("button", { name: account.register }).click();
  await typeCommands(await page.getByRole("group", { name: role.make }).innerText());
  await page.getByRole("button", { name: check.start, exact: true }).click();
  await page.getByText(check.done).waitFor({ timeout: 60_000 });
}

/** As AWS's own command line would send them. */
async function typeCommands(commands: string): Promise<void> {
  const given = (flag: string) => new RegExp(`--${flag}\\s+'([^']+)'`).exec(commands)?.[1];
  const RoleName = /--role-name\s+(\S+)/.exec(commands)?.[1];
  const iam = new IAMClient({
    endpoint: current().system.sandboxUrl,
    region: localRegion,
    credentials,
  });
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: given("assume-role-policy-document"),
    }),
  );
  const PolicyDocument = given("policy-document");
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "labs", PolicyDocument }));
  iam.destroy();
}

/** Whether any second of the last week can be brought back. */
async function setRecovery(isOn: boolean): Promise<void> {
  const dynamoDb = new DynamoDBClient({
    ...{ endpoint: current().system.sandboxUrl, region: localRegion, credentials },
  });
  await dynamoDb.send(
    new UpdateContinuousBackupsCommand({
      TableName: lab.variables.table,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: isOn },
    }),
  );
  dynamoDb.destroy();
}

/** From the lab's page, or from a result, through the stage's page to the verdict. */
async function handInHere(page: Page): Promise<void> {
  await onPage(page, new RegExp(stage?.title ?? ""));
  await page.getByRole("button", { name: text.stages.handInButton }).click();
  await page.waitForURL(/\/submissions\/sub_/);
}

describe("a learner without an account", () => {
  it("connects one, hands in, reads what to do, mends it, and passes", async () => {
    const { page } = await current().visit(login, "/");
    await onPage(page, text.labs.title);
    await control(page, text.labs.account.action).first().click();
    await connectAccount(page);
    await buildSolution(current().system.sandboxUrl, { login, accountId });
    await setRecovery(false);

    await page.getByRole("link", { name: text.shell.labs, exact: true }).click();
    await control(page, new RegExp(lab.title)).first().click();
    await onPage(page, lab.title);
    await control(page, text.labs.toStageOf(stage?.title ?? "")).click();
    await handInHere(page);
    const open = page.getByRole("heading", { name: text.submissions.sections.not_met });
    await open.waitFor({ timeout: 60_000 });
    const main = page.getByRole("main");
    const first = await main.innerText();

    await setRecovery(true);
    await control(main, text.submissions.submitAgain).first().click();
    await handInHere(page);
    await main.getByText("40 of 40").filter({ visible: true }).first().waitFor({ timeout: 60_000 });
    const second = await main.innerText();
    await control(main, text.submissions.toComparison).first().click();
    await onPage(page, text.comparison.title);
    const compared = page.getByRole("table", { name: text.comparison.criteria });
    const changed = await compared.getByRole("row", { name: /recoverable/ }).innerText();

    expect(first).toContain("recoverable");
    expect(first).toContain(text.submissions.labels.doNext);
    expect(first).toContain(text.submissions.turns.learner);
    expect(second).not.toContain(text.submissions.sections.not_met);
    const { outcomes, comparison } = text;
    for (const word of [outcomes.not_met, outcomes.met, comparison.changes.better])
      expect(changed.split("\n")).toContain(word);
  });
});
