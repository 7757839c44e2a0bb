import { createAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import { getCohort } from "@lab-grader/core/contracts/endpoints/cohorts";
import { inquire } from "@lab-grader/core/contracts/endpoints/inquiries";
import { publishLab } from "@lab-grader/core/contracts/endpoints/labs";
import { enrolLearner } from "@lab-grader/core/contracts/endpoints/roster";
import { text } from "@lab-grader/dashboard/text/text";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { buildSolution } from "../bench/build-solution.ts";
import { handIn } from "./hand-in.ts";
import { answers, hostileLab, hostileSheet, longName, markup } from "./hostile-text.ts";
import { findInlineCode, findOverflow, untilLoaded } from "./look-at-page.ts";
import { useBrowserSystem } from "./use-browser-system.ts";

const current = useBrowserSystem({ learners: 2 });
const login = "learner-01";
let assignmentId: string;
let submissionId: string;
let version: string;

beforeAll(async () => {
  const { system, clientOf } = current();
  const staff = clientOf("instructor-01");
  const params = { cohortId: system.cohort.cohortId };
  const { startsAt, endsAt } = await staff.call(getCohort, { params });
  const lab = await staff.call(publishLab, { body: { source: hostileLab(), sheet: hostileSheet } });
  version = lab.version;
  ({ assignmentId } = await staff.call(createAssignment, {
    params,
    body: {
      ...{ lab: lab.labId, labVersion: version, opensAt: startsAt, dueAt: endsAt },
      title: `${markup} lab`,
    },
    idempotencyKey: "hostile",
  }));
  const names = { "learner-01": markup, "learner-02": longName };
  for (const [who, full] of Object.entries(names)) {
    await staff.call(enrolLearner, { params, body: { login: who, name: { full }, section: full } });
  }
  await Promise.all(
    system.cohort.learners.map((learner) => buildSolution(system.sandboxUrl, learner)),
  );
  submissionId = await handIn(current(), login, { assignmentId, answers });
  await clientOf(login).call(inquire, {
    params: { submissionId },
    body: { criterion: "table", text: `${markup} ${longName.repeat(10)}` },
  });
});

/** What is wrong with a page on which something hostile stands; nothing, if it only stands there. */
async function harmOf(page: Page): Promise<readonly string[]> {
  const ran = await page.evaluate("String(window.ran)");
  const strange = await page
    .locator("main img, main a[href]:not([href^='/']):not([href^='https://']):not([href^='#'])")
    .count();
  return [
    ...(ran === "undefined" ? [] : ["a script ran"]),
    ...(strange === 0 ? [] : [`${strange} images or links that lead elsewhere`]),
    ...(await findInlineCode(page)),
    ...(await findOverflow(page)),
  ];
}

async function harmsTo(as: string, paths: readonly string[], width: number) {
  const harms: Record<string, readonly string[]> = {};
  const viewport = { width, height: 900 };
  const { page, goTo, watch } = await current().visit(as, "/join", { viewport });
  // Of a cohort that is nothing but markup.
  watch.allowFault(/status of 404/);
  for (const path of paths) {
    await goTo(path);
    await untilLoaded(page);
    const harm = await harmOf(page);
    if (harm.length > 0) harms[path] = harm;
  }
  return harms;
}

describe("HTML, scripts and words without end", () => {
  it("are text on the pages of a learner, on a phone too", async () => {
    const submission = `/submissions/${submissionId}`;
    const paths = [
      ...["/labs", `/labs/${assignmentId}`, `/labs/${assignmentId}/sheet`],
      ...[`/labs/${assignmentId}/stages/build`, submission, `${submission}/evidence`, "/questions"],
    ];

    expect(await harmsTo(login, paths, 360)).toEqual({});
  });

  it("are text on the pages of staff", { timeout: 240_000 }, async () => {
    const { cohortId, learners } = current().system.cohort;
    const learner = `/cohorts/${cohortId}/learners/${learners[0]?.learnerId}`;
    const paths = [
      ...["gradebook", "learners", "assignments", "inquiries", "export", "jobs", "settings"].map(
        (page) => `/cohorts/${cohortId}/${page}`,
      ),
      ...[learner, `${learner}/assignments/${assignmentId}`, `/submissions/${submissionId}`],
      ...["", "/edit", "/marking", "/analytics"].map(
        (page) => `/assignments/${assignmentId}${page}`,
      ),
      ...["/library", `/library/questions-lab/${version}`],
      `/cohorts/${cohortId}/gradebook?search=${encodeURIComponent(markup)}`,
      `/cohorts/${encodeURIComponent(markup)}/gradebook`,
    ];

    expect(await harmsTo("instructor-01", paths, 1280)).toEqual({});
  });

  it("are shown as they are written", async () => {
    const { cohortId } = current().system.cohort;
    const { page } = await current().visit("instructor-01", `/cohorts/${cohortId}/learners`);

    await page.getByText(markup).first().waitFor();
    await page.getByText(longName).first().waitFor();
  });

  it("are no pages of a roster, and are named as its problems", async () => {
    const { imports } = text.roster;
    const { cohortId } = current().system.cohort;
    const { page } = await current().visit("instructor-01", `/cohorts/${cohortId}/roster`);
    await page.getByRole("radio", { name: imports.fromPaste }).check();

    await page
      .getByRole("textbox", { name: imports.paste })
      .fill(`login,name,email\nlearner-50,"${markup.replaceAll('"', '""')}",${longName}`);
    await page.getByRole("button", { name: imports.check }).click();

    const problems = page.getByRole("table", { name: imports.problemsLabel });
    await problems.getByText(longName.slice(0, 100)).first().waitFor();
    expect(await harmOf(page)).toEqual([]);
  });
});
