// npm run screenshots [-- --readme] [part of a path …]: every page as it looks, into .labgrader/screenshots.
import { mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startBrowserSystem, type Visit } from "./browser-system.ts";
import { buildTestSite } from "./build-site.ts";
import { findChromium } from "./chromium.ts";
import { untilLoaded } from "./look-at-page.ts";
import { pagesOf, type VisitedPage } from "./pages.ts";
import { readmePictures } from "./readme-pictures.ts";
import { fillSchool, startSchoolSystem } from "./school.ts";

const { values, positionals } = parseArgs({
  options: { readme: { type: "boolean", default: false } },
  allowPositionals: true,
});
const root = fileURLToPath(new URL("../../", import.meta.url));
const directory = values.readme ? `${root}docs/images` : `${root}.labgrader/screenshots`;

const chromium = await findChromium(process.env.CHROMIUM_PATH);
if (!chromium.found) {
  process.stderr.write(`pictures take a browser: ${chromium.reason}\n`);
  process.exit(1);
}
process.stderr.write("building the web application, and letting the demo's cohort hand in\n");
Object.assign(process.env, {
  CHROMIUM_PATH: chromium.path,
  TEST_SITE_DIRECTORY: await buildTestSite(),
});
const running = await startBrowserSystem({}, startSchoolSystem);
const school = await fillSchool(running.system);
const pages = await pagesOf(school);
if (values.readme) await takeReadmePictures();
else await takeAllPictures();
const faults = await running.endVisits();
for (const fault of faults) process.stderr.write(`${fault}\n`);
await running.close();
process.exit(faults.length === 0 ? 0 : 1);

/** The four of the README. */
async function takeReadmePictures(): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const { name, as, path, size, isDark } of await readmePictures(school)) {
    const { page } = await running.visit(as, path, {
      viewport: size,
      colorScheme: isDark ? "dark" : "light",
    });
    await untilLoaded(page);
    await save(page, `${name}.png`);
  }
}

async function takeAllPictures(): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const isAsked = ({ path }: VisitedPage) =>
    positionals.length === 0 || positionals.some((part) => path.includes(part));
  const wanted = pages.filter(isAsked);
  for (const login of new Set(wanted.map(({ as }) => as))) {
    const { page, goTo } = await running.visit(login, "/join");
    for (const visited of wanted.filter(({ as }) => as === login)) {
      await goTo(visited.path);
      await untilLoaded(page);
      const name = nameOf(visited);
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          await save(page, `${name}-${width}-${colorScheme}.png`);
        }
      }
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  }
}

async function save(page: Visit["page"], file: string): Promise<void> {
  await page.screenshot({ path: `${directory}/${file}`, fullPage: !values.readme });
  process.stdout.write(`${directory}/${file}\n`);
}

/** `04-learner-14-labs-assignmentId-stages-stage`: by its place in the list, the same in every run. */
function nameOf(visited: VisitedPage): string {
  const place = String(pages.indexOf(visited) + 1).padStart(2, "0");
  return `${place}-${visited.as}-${visited.route.replaceAll(/[^A-Za-z]+/g, "-")}`;
}
