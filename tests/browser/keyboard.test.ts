import { createAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import { getCohort } from "@lab-grader/core/contracts/endpoints/cohorts";
import { publishLab } from "@lab-grader/core/contracts/endpoints/labs";
import { listSubmissions } from "@lab-grader/core/contracts/endpoints/submissions";
import { text } from "@lab-grader/dashboard/text/text";
import { beforeAll, describe, expect, it } from "vitest";
import { buildSolution } from "../bench/build-solution.ts";
import { questionsLab } from "../functions/every-operation/lab-sources.ts";
import { control, onPage } from "./control.ts";
import { handIn } from "./hand-in.ts";
import { isFocused, pressOn, tabTo } from "./keyboard.ts";
import { untilLoaded } from "./look-at-page.ts";
import { answersToQuestions } from "./questions-lab.ts";
import { useBrowserSystem } from "./use-browser-system.ts";

const current = useBrowserSystem({ learners: 3 });
const title = "A table and four answers";
let assignmentId: string;

beforeAll(async () => {
  const { system, clientOf } = current();
  const staff = clientOf("instructor-01");
  const params = { cohortId: system.cohort.cohortId };
  const { startsAt, endsAt } = await staff.call(getCohort, { params });
  const lab = await staff.call(publishLab, { body: { source: questionsLab(), sheet: "# Sheet" } });
  ({ assignmentId } = await staff.call(createAssignment, {
    params,
    body: { lab: lab.labId, labVersion: lab.version, title, opensAt: startsAt, dueAt: endsAt },
    idempotencyKey: "questions",
  }));
  await Promise.all(
    system.cohort.learners.map((learner) => buildSolution(system.sandboxUrl, learner)),
  );
  await handIn(current(), "learner-02", { assignmentId, answers: answersToQuestions });
});

describe("by keyboard alone", () => {
  it("a learner signs in, opens a lab, answers and hands in", async () => {
    const { page, goTo } = await current().open();
    const main = page.getByRole("main");
    await goTo("/");
    await pressOn(page, page.getByRole("button", { name: text.signIn.buttonLocal }), "Enter");
    await pressOn(page, page.getByRole("link", { name: "learner-01", exact: true }), "Enter");
    await onPage(page, text.labs.title);

    await pressOn(page, control(main, new RegExp(title)), "Enter");
    await onPage(page, title);
    await pressOn(page, control(main, text.labs.toStageOf("Make a table, and say why")), "Enter");
    await onPage(page, /Make a table/);
    await pressOn(page, main.getByRole("radio").first(), "Space");
    await page.keyboard.press("ArrowDown");
    await tabTo(page, main.getByRole("textbox").first());
    await page.keyboard.type("2");
    await page.keyboard.press("Tab");
    await tabTo(page, main.locator("textarea"));
    await page.keyboard.type(answersToQuestions.assumptions ?? "");
    await page.keyboard.press("Tab");
    await pressOn(page, main.getByRole("button", { name: text.stages.handInButton }), "Enter");
    await page.waitForURL(/\/submissions\/sub_/);
    await current().system.settled();

    const client = current().clientOf("learner-01");
    const { submissions } = await client.call(listSubmissions, { params: { assignmentId } });
    const answer = await client.getSubmission(submissions[0]?.submissionId ?? "");
    const view = answer.status === "changed" ? answer.view : undefined;
    const met = view?.outcomes.filter(({ outcome }) => outcome === "met");
    expect(met?.map(({ criterion }) => criterion)).toEqual(
      expect.arrayContaining(["table", "fresh-read", "read-units"]),
    );
  });

  it("an instructor walks through the gradebook and opens a result", async () => {
    const { cohortId } = current().system.cohort;
    const { page } = await current().visit("instructor-01", `/cohorts/${cohortId}/gradebook`);
    await untilLoaded(page);

    await tabTo(page, page.getByRole("grid"));
    await page.keyboard.press("Control+Home");
    for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown"]) {
      await page.keyboard.press(key);
      expect(await isFocused(page.getByRole("grid")), key).toBe(true);
    }
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");

    await page.waitForURL(/\/learners\/lrn_\w+\/assignments\/asg_\w+$/);
  });

  it("an instructor marks a text by its number", async () => {
    const { marking } = text.review;
    const { page } = await current().visit("instructor-01", `/assignments/${assignmentId}/marking`);
    await untilLoaded(page);

    await tabTo(page, page.getByRole("region", { name: /Text to mark/ }));
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");

    await page.getByText(marking.done(1)).waitFor();
  });
});
