import { text } from "@lab-grader/dashboard/text/text";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import {
  assistant,
  startWorld,
  strangers,
  type World,
} from "../functions/every-operation/world.ts";
import { untilLoaded } from "./look-at-page.ts";
import { useBrowserSystem } from "./use-browser-system.ts";

const owner = "learner-01";
let world: World;
const current = useBrowserSystem({ learners: 2 }, async (options) => {
  world = await startWorld(options);
  return world.system;
});
let submissionId: string;

beforeAll(async () => {
  ({ submissionId } = await world.handedIn(owner));
});

/** Pages about everybody of the cohort. */
function staffPages(): readonly string[] {
  const { cohortId, assignmentId, system } = world;
  const { learnerId = "" } = system.cohort.learners[0] ?? {};
  const cohort = `/cohorts/${cohortId}`;
  return [
    ...["", "/settings", "/gradebook", "/learners", "/roster", "/assignments", "/assignments/new"],
    ...["/inquiries", "/export", "/audit", "/jobs", `/learners/${learnerId}`],
    `/learners/${learnerId}/assignments/${assignmentId}`,
  ]
    .map((path) => `${cohort}${path}`)
    .concat(
      ["", "/edit", "/marking", "/analytics", "/regrades", "/regrades/job_000000000001"].map(
        (path) => `/assignments/${assignmentId}${path}`,
      ),
    );
}

function pagesOfOwner(): readonly string[] {
  const address = `/submissions/${submissionId}`;
  return [address, `${address}/evidence`, `${address}/comparison?with=${submissionId}`];
}

/** What the API told the page about somebody else, and what the page shows of them. */
async function leaksTo(login: string, paths: readonly string[]): Promise<readonly string[]> {
  const { page, goTo, watch } = await current().visit(login, "/join");
  watch.allowFault(/status of 40[34]/);
  const answers: Promise<string>[] = [];
  page.on("response", (response) => {
    const isRead = response.ok() && response.url().startsWith(current().system.apiUrl);
    if (isRead) answers.push(response.text().catch(() => ""));
  });
  const leaks: string[] = [];
  for (const path of paths) {
    await goTo(path);
    await untilLoaded(page);
    if (!(await isRefused(page))) leaks.push(`${path}: no refusal is shown`);
    const shown = `${await page.locator("main").innerText()} ${await page.title()}`;
    const told = (await Promise.all(answers.splice(0))).join("");
    if (shown.includes(owner)) leaks.push(`${path}: shows ${owner}`);
    if (told.includes(owner)) leaks.push(`${path}: the API told of ${owner}`);
  }
  return leaks;
}

async function isRefused(page: Page): Promise<boolean> {
  const main = page.getByRole("main");
  const { page: words } = text.assignments;
  const said = [main.getByRole("alert"), main.getByText(words.learnerTitle)];
  const counts = await Promise.all(said.map((each) => each.count()));
  return counts.some((count) => count > 0);
}

describe("who is not meant", () => {
  it("finds nothing as a learner on the pages of staff", { timeout: 240_000 }, async () => {
    const everywhere = [...staffPages(), "/operations", "/library/dynamodb-introduction/1.0.0"];

    expect(await leaksTo("learner-02", everywhere)).toEqual([]);
  });

  it("finds nothing as a learner on the pages of another learner", async () => {
    expect(await leaksTo("learner-02", pagesOfOwner())).toEqual([]);
  });

  it("finds nothing as the instructor of another cohort", { timeout: 240_000 }, async () => {
    const pages = [...staffPages(), ...pagesOfOwner()];

    expect(await leaksTo(strangers.instructor, pages)).toEqual([]);
  });
});

/** What only an instructor may press, by the page on which they do. */
function managing(): readonly (readonly [path: string, names: readonly string[]])[] {
  const { assignments, roster } = text;
  const cohort = `/cohorts/${world.cohortId}`;
  return [
    [`${cohort}/assignments`, [assignments.new]],
    [`${cohort}/learners`, [roster.import, roster.enrol]],
    [`/assignments/${world.assignmentId}`, [assignments.page.edit, assignments.holdsPart.put]],
  ];
}

/** The names among `names` of which the page has a button or link. */
async function offeredTo(page: Page, names: readonly string[]): Promise<readonly string[]> {
  const offered = await Promise.all(
    names.map(async (name) => {
      const main = page.getByRole("main");
      const found = main.getByRole("button", { name }).or(main.getByRole("link", { name }));
      return (await found.count()) > 0 ? [name] : [];
    }),
  );
  return offered.flat();
}

describe("what somebody may not do", () => {
  it("is offered to an instructor, and not to an assistant", async () => {
    const [instructing, assisting] = await Promise.all([
      current().visit("instructor-01", "/join"),
      current().visit(assistant, "/join"),
    ]);

    for (const [path, names] of managing()) {
      for (const { page, goTo } of [instructing, assisting]) {
        await goTo(path);
        await untilLoaded(page);
      }
      expect(await offeredTo(instructing.page, names), path).toEqual(names);
      expect(await offeredTo(assisting.page, names), path).toEqual([]);
    }
  });
});
