import { beforeAll, describe, expect, it } from "vitest";
import {
  findBarriers,
  findFaintColours,
  findInlineCode,
  findOverflow,
  untilLoaded,
} from "./look-at-page.ts";
import { pagesOf, routesOfApplication, type VisitedPage } from "./pages.ts";
import { fillSchool, startSchoolSystem } from "./school.ts";
import { useBrowserSystem } from "./use-browser-system.ts";

/** What was seen on one page. */
interface Seen extends VisitedPage {
  readonly title: string;
  readonly barriers: readonly string[];
  readonly faintInDark: readonly string[];
  readonly widerThanPhone: readonly string[];
  readonly inlineCode: readonly string[];
}

const current = useBrowserSystem({}, startSchoolSystem);
let pages: readonly VisitedPage[];
const seen: Seen[] = [];

beforeAll(async () => {
  pages = await pagesOf(await fillSchool(current().system));
});

const desk = { width: 1280, height: 900 };

/** Learners read on phones, whoever teaches looks something up there. */
function phoneOf(login: string) {
  return { width: login.startsWith("learner") ? 360 : 390, height: 800 };
}

/** Shows somebody their pages, one after the other, as links of a mail would. */
async function lookAtPagesOf(login: string): Promise<void> {
  const { page, goTo } = await current().visit(login, "/join");
  for (const visited of pages.filter(({ as }) => as === login)) {
    await goTo(visited.path);
    await untilLoaded(page);
    const inlineCode = await findInlineCode(page);
    const barriers = await findBarriers(page);
    await page.emulateMedia({ colorScheme: "dark" });
    const faintInDark = await findFaintColours(page);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize(phoneOf(login));
    const widerThanPhone = await findOverflow(page);
    await page.setViewportSize(desk);
    const title = await page.title();
    seen.push({ ...visited, title, barriers, faintInDark, widerThanPhone, inlineCode });
  }
}

/** Where something is wrong, and what. */
function placesWhere<Found>(find: (seen: Seen) => Found | undefined): Record<string, Found> {
  return Object.fromEntries(
    seen.flatMap((each) => {
      const found = find(each);
      return found === undefined ? [] : [[`${each.as} ${each.path}`, found]];
    }),
  );
}

function some(found: readonly string[]): readonly string[] | undefined {
  return found.length > 0 ? found : undefined;
}

describe("the pages", () => {
  it("are all looked at here", () => {
    expect(new Set(pages.map(({ route }) => route))).toEqual(new Set(routesOfApplication()));
  });

  it("load without a word on the console", { timeout: 400_000 }, async () => {
    for (const login of new Set(pages.map(({ as }) => as))) await lookAtPagesOf(login);

    expect(seen.length).toBe(pages.length);
  });

  it("are open to everybody", () => {
    expect(placesWhere(({ barriers }) => some(barriers))).toEqual({});
  });

  it("can be read in dark too", () => {
    expect(placesWhere(({ faintInDark }) => some(faintInDark))).toEqual({});
  });

  it("are never wider than the window of a phone", () => {
    expect(placesWhere(({ widerThanPhone }) => some(widerThanPhone))).toEqual({});
  });

  it("have no code in themselves", () => {
    expect(placesWhere(({ inlineCode }) => some(inlineCode))).toEqual({});
  });

  it("have each a title of its own", () => {
    const same = placesWhere((each) =>
      seen.find((other) => other !== each && other.as === each.as && other.title === each.title)
        ? each.title
        : undefined,
    );
    expect(same).toEqual({});
  });
});
