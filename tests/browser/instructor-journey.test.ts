import { readFile } from "node:fs/promises";
import { DynamoDBClient, UntagResourceCommand } from "@aws-sdk/client-dynamodb";
import { publishLab } from "@lab-grader/core/contracts/endpoints/labs";
import { text } from "@lab-grader/dashboard/text/text";
import { localRegion } from "@lab-grader/sandbox/local-system/grader-account";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { buildSolution } from "../bench/build-solution.ts";
import { introductionLab } from "../bench/introduction.ts";
import { importIntoCanvas } from "../exports/canvas-importer.ts";
import { milderVersion } from "../functions/every-operation/lab-sources.ts";
import { control, onPage } from "./control.ts";
import { handIn } from "./hand-in.ts";
import { useBrowserSystem } from "./use-browser-system.ts";

const { lab } = introductionLab();
const current = useBrowserSystem({ learners: 2 });
const cohortName = "Databases, evening group";
let page: Page;

/** The lab's solution, but for one tag that the next version of the lab does not ask for. */
beforeAll(async () => {
  const { sandboxUrl: endpoint, cohort } = current().system;
  const [{ login, accountId } = { login: "", accountId: "" }] = cohort.learners;
  await buildSolution(endpoint, { login, accountId });
  const dynamoDb = new DynamoDBClient({
    ...{ endpoint, region: localRegion },
    credentials: { accessKeyId: login, secretAccessKey: "local" },
  });
  await dynamoDb.send(
    new UntagResourceCommand({
      ResourceArn: `arn:aws:dynamodb:${localRegion}:${accountId}:table/${lab.variables.table}`,
      TagKeys: ["environment"],
    }),
  );
  dynamoDb.destroy();
});

/** A link of the cohort's own navigation. */
async function toCohortPage(title: string): Promise<void> {
  await page
    .getByRole("navigation", { name: text.cohorts.navigation(cohortName) })
    .getByRole("link", { name: title, exact: true })
    .click();
}

async function makeCohort(): Promise<void> {
  const { cohortList } = text;
  await onPage(page, cohortList.title);
  await page.getByRole("button", { name: cohortList.create }).click();
  const dialog = page.getByRole("dialog", { name: cohortList.create });
  await dialog.getByRole("textbox", { name: cohortList.name }).fill(cohortName);
  await dialog.getByRole("button", { name: cohortList.create }).click();
  await onPage(page, cohortName);
}

/** Three learners, the second without a login; then mended. */
async function importRoster(): Promise<void> {
  const { imports } = text.roster;
  const roster = (second: string) =>
    `login,name,Canvas ID\nlearner-01,Learner One,501\n${second},Learner Two,502\nlearner-40,Learner Forty,540\n`;
  await toCohortPage(text.cohorts.pages.roster);
  await page.getByRole("radio", { name: imports.fromPaste }).check();
  const pasted = page.getByRole("textbox", { name: imports.paste });
  await pasted.fill(roster(""));
  await page.getByRole("button", { name: imports.check }).click();
  const problems = page.getByRole("table", { name: imports.problemsLabel });
  await problems
    .getByRole("cell", { name: "3", exact: true })
    .or(problems.getByRole("rowheader", { name: "3", exact: true }))
    .waitFor();
  await pasted.fill(roster("learner-02"));
  await page.getByRole("button", { name: imports.check }).click();
  await page
    .getByRole("button", { name: imports.apply({ enrol: 3, reEnrol: 0, update: 0, drop: 0 }) })
    .click();
  await page.getByText(imports.doneTitle).waitFor();
}

async function giveLab(): Promise<string> {
  const { assignmentForm, times } = text;
  await toCohortPage(text.cohorts.pages.assignments);
  await control(page, text.assignments.new).first().click();
  await onPage(page, assignmentForm.newTitle);
  await page.getByRole("button", { name: new RegExp(`^${assignmentForm.lab} `) }).click();
  await page.getByRole("option", { name: lab.title }).click();
  const day = (label: string) => page.getByRole("textbox", { name: times.dayOf(label) });
  await day(assignmentForm.opensAt).fill(dayFromNow(-1));
  await day(assignmentForm.dueAt).fill(dayFromNow(30));
  await page.getByRole("button", { name: assignmentForm.create }).click();
  await onPage(page, lab.title);
  return /asg_\w+/.exec(page.url())?.[0] ?? "";
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** From the gradebook to the submission, where one criterion gets other points. */
async function overrideFromGradebook(): Promise<void> {
  const { review } = text;
  const criterion = "One wrong command can't delete it";
  await page.getByRole("link", { name: text.shell.cohorts, exact: true }).first().click();
  await page.getByRole("link", { name: cohortName }).click();
  await toCohortPage(text.cohorts.pages.gradebook);
  const row = page.getByRole("grid").getByRole("row", { name: /Learner One/ });
  await row.getByRole("link", { name: /39/ }).click();
  await page
    .getByRole("link", { name: text.cell.open("build", 1) })
    .first()
    .click();
  await page.getByRole("button", { name: text.submissions.asAsked(9) }).click();
  await page.getByRole("button", { name: review.decideOn(criterion) }).click();
  await page.getByRole("menuitem", { name: review.actions.override }).click();
  const dialog = page.getByRole("dialog", { name: review.overrideTitle });
  await dialog.getByRole("textbox", { name: review.points("3") }).fill("1.5");
  await dialog.getByRole("textbox", { name: review.reason }).fill("It was switched on afterwards.");
  await dialog.getByRole("button", { name: review.overrideConfirm }).click();
  await page.getByText(review.overridden(criterion, "1.5")).first().waitFor();
}

/** By the version that was published last; everything of the plan is written. */
async function regrade(assignmentId: string): Promise<void> {
  const { regrades, review } = text;
  await page.goto(`${current().siteUrl}/assignments/${assignmentId}/regrades`);
  await page.getByRole("button", { name: regrades.send }).click();
  await onPage(page, regrades.plan.planTitle);
  await page.getByRole("heading", { name: regrades.plan.summary }).waitFor({ timeout: 60_000 });
  await page.getByRole("textbox", { name: review.reason }).fill("The tag is not asked for.");
  await page.getByRole("button", { name: regrades.plan.applyButton }).click();
  const dialog = page.getByRole("dialog", { name: regrades.plan.applyConfirmTitle });
  await dialog.getByRole("button", { name: regrades.plan.applyConfirm(1) }).click();
  await onPage(page, regrades.plan.applicationTitle);
  await current().system.settled();
}

async function exportForCanvas(): Promise<string> {
  await toCohortPage(text.cohorts.pages.export);
  await page.getByRole("button", { name: text.exports.make }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: text.exports.download }).click();
  const path = await (await downloading).path();
  return await readFile(path, "utf8");
}

describe("an instructor", () => {
  it("makes a class, gives it a lab, decides, regrades and exports", {
    timeout: 240_000,
  }, async () => {
    ({ page } = await current().visit("instructor-01", "/"));
    await makeCohort();
    await importRoster();
    const assignmentId = await giveLab();
    await handIn(current(), "learner-01", { assignmentId });
    await overrideFromGradebook();
    await current()
      .clientOf("instructor-01")
      .call(publishLab, { body: { source: milderVersion(), sheet: "# As before" } });
    await regrade(assignmentId);
    const file = importIntoCanvas(await exportForCanvas());

    const scores = [...file.scores].map(([who, given]) => [who, [...given.values()]]);
    expect(file.assignments).toMatchObject([{ pointsPossible: 100 }]);
    expect(Object.fromEntries(scores)).toEqual({ 501: [38.5], 502: [], 540: [] });
  });
});
