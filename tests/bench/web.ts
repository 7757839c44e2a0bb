import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { aCohort } from "@lab-grader/core/testing";
import {
  localRegion,
  operatorKey,
  resourceNames,
} from "@lab-grader/sandbox/local-system/grader-account";
import type { Page } from "playwright-core";
import * as z from "zod";
import { type BrowserSystem, startBrowserSystem } from "../browser/browser-system.ts";
import { buildTestSite } from "../browser/build-site.ts";
import { findChromium } from "../browser/chromium.ts";
import { firstPageBytes } from "../browser/first-page.ts";
import { classItems, putItems } from "./class-table.ts";
import { type BenchPart, lower, type Metric, median } from "./metric.ts";

const rounds = 5;

/** The web application in a browser, on the local system; without a browser, what can be said without. */
export const webPart: BenchPart = { prefix: "web", measure: measureWeb };

async function measureWeb(): Promise<readonly Metric[]> {
  const siteDirectory = await buildTestSite();
  const firstPage = lower("web.firstPageKb", (await firstPageBytes(siteDirectory)) / 1000, "KB");
  const chromium = await findChromium(process.env.CHROMIUM_PATH);
  if (!chromium.found) {
    process.stderr.write(`only web.firstPageKb is measured: ${chromium.reason}\n`);
    return [firstPage];
  }
  Object.assign(process.env, {
    CHROMIUM_PATH: chromium.path,
    TEST_SITE_DIRECTORY: siteDirectory,
  });
  const running = await startBrowserSystem({ learners: 1 });
  try {
    await seedClass(running);
    const interactiveMs = await measureFirstPage(running);
    const { firstRowMs, droppedFrames } = await measureGradebook(running);
    return [
      firstPage,
      lower("web.interactiveMs", interactiveMs, "ms"),
      lower("web.gradebookFirstRowMs", firstRowMs, "ms"),
      lower("web.gradebookDroppedFrames", droppedFrames, "frames in 2 s"),
    ];
  } finally {
    await running.close();
  }
}

async function seedClass({ system }: BrowserSystem): Promise<void> {
  const client = new DynamoDBClient({
    ...{ endpoint: system.sandboxUrl, region: localRegion, credentials: operatorKey },
  });
  await putItems(client, resourceNames.table, classItems());
  client.destroy();
}

/** From the start of the navigation, signed in and with nothing cached, until a lab can be opened. */
async function measureFirstPage({ visit }: BrowserSystem): Promise<number> {
  const { page, goTo } = await visit("learner-01", "/join");
  await withoutCache(page);
  const lab = 'main a[href^="/labs/asg_"]';
  // Noted by the page itself: asking from outside would come too late.
  await page.addInitScript(
    `new MutationObserver((_, observer) => {
      if (!document.querySelector(${JSON.stringify(lab)})) return;
      performance.mark("labs-usable");
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });`,
  );
  return await medianOfRounds(async () => {
    await goTo("/labs");
    await page.locator(lab).first().waitFor();
    return await timeOf(page, "labs-usable");
  });
}

/** 1,000 learners × 20 assignments: until the first row is there, and how it scrolls. */
async function measureGradebook({ visit }: BrowserSystem) {
  const { page, goTo } = await visit("instructor-01", "/join");
  await withoutCache(page);
  const dropped: number[] = [];
  const firstRowMs = await medianOfRounds(async () => {
    await goTo(`/cohorts/${aCohort().cohortId}/gradebook`);
    await page.locator('[role="grid"][aria-busy="false"]').waitFor({ timeout: 60_000 });
    dropped.push(z.number().parse(await page.evaluate(scrollScript)));
    return await timeOf(page, "gradebook-first-row");
  });
  return { firstRowMs, droppedFrames: median(dropped) };
}

/** Scrolls the grid for two seconds, 40 px a frame, and counts the frames that did not come. */
const scrollScript = `new Promise((resolve) => {
  let scroller = document.querySelector('[role="grid"]');
  while (scroller.parentElement && scroller.scrollHeight <= scroller.clientHeight) {
    scroller = scroller.parentElement;
  }
  const frameMs = 1000 / 60;
  let start, last, dropped = 0;
  const frame = (now) => {
    start ??= now;
    if (last !== undefined) dropped += Math.max(0, Math.round((now - last) / frameMs) - 1);
    last = now;
    scroller.scrollTop += 40;
    if (now - start < 2000) requestAnimationFrame(frame);
    else resolve(scroller.scrollTop > 0 ? dropped : Number.NaN);
  };
  requestAnimationFrame(frame);
})`;

async function withoutCache(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
}

async function medianOfRounds(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) values.push(await measure());
  return median(values);
}

async function timeOf(page: Page, mark: string): Promise<number> {
  const time = await page.evaluate(`performance.getEntriesByName("${mark}").at(-1)?.startTime`);
  return z.number(`the page has set no mark ${mark}`).parse(time);
}
