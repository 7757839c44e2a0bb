import { fileURLToPath } from "node:url";
import { type Client, createClient } from "@lab-grader/core/client";
import {
  type LocalSystem,
  type LocalSystemOptions,
  startLocalSystem,
} from "@lab-grader/sandbox/local-system/local-system";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import * as z from "zod";
import { signIn } from "./sign-in.ts";
import { type Watch, watchContext } from "./watch-page.ts";

/** A browser, and a local system that serves it the web application. */
export interface BrowserSystem {
  readonly system: LocalSystem;
  readonly siteUrl: string;
  readonly browser: Browser;
  /** A browser of its own for one person: nothing in it is known from before. */
  open(options?: BrowserContextOptions): Promise<Visit>;
  /** Signs in and goes to a page, as somebody who opens a link. */
  visit(login: string, path: string, options?: BrowserContextOptions): Promise<Visit>;
  /** The API beside the browser: to arrange things, and to see what became of them. */
  clientOf(login: string): Client;
  /** Writes what every visit shows now, for whoever looks for the reason of a failure. */
  takePictures(name: string): Promise<void>;
  /** Closes all visits. Resolves with what went wrong in them. */
  endVisits(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Somebody in front of a browser. */
export interface Visit {
  readonly page: Page;
  readonly watch: Watch;
  /** Goes to an address of the site, as it is typed. */
  goTo(path: string): Promise<void>;
}

const Environment = z.object({
  CHROMIUM_PATH: z.string("run this suite with: npm run test:browser"),
  TEST_SITE_DIRECTORY: z.string("run this suite with: npm run test:browser"),
});

const failures = fileURLToPath(new URL("../../.labgrader/browser-failures", import.meta.url));

/** Two busy cores may need so long for what takes a second. */
const patienceMs = 20_000;

/** The system with the web application, on free ports. `start` makes another one than the usual. */
export async function startBrowserSystem(
  options: LocalSystemOptions = {},
  start: (options: LocalSystemOptions) => Promise<LocalSystem> = startLocalSystem,
): Promise<BrowserSystem> {
  const { CHROMIUM_PATH: executablePath, TEST_SITE_DIRECTORY: siteDirectory } = Environment.parse(
    process.env,
  );
  const [browser, system] = await Promise.all([
    chromium.launch({ executablePath }),
    start({ ...options, siteDirectory }),
  ]);
  const { siteUrl = "" } = system;
  const visits: (Visit & { close(): Promise<void> })[] = [];

  const open = async (contextOptions: BrowserContextOptions = {}): Promise<Visit> => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      colorScheme: "light",
      // What fades in is neither to be clicked nor to be judged halfway.
      reducedMotion: "reduce",
      timezoneId: "Europe/Berlin",
      locale: "en-GB",
      permissions: ["clipboard-read", "clipboard-write"],
      ...contextOptions,
    });
    context.setDefaultTimeout(patienceMs);
    const watch = await watchContext(context);
    const page = await context.newPage();
    const goTo = async (path: string) => {
      await page.goto(`${siteUrl}${path}`);
    };
    const visit = { page, watch, goTo };
    visits.push({ ...visit, close: () => context.close() });
    return visit;
  };

  return {
    ...{ system, siteUrl, browser, open },
    clientOf: (login) =>
      createClient({ baseUrl: system.apiUrl, fetch, token: () => system.tokenFor(login) }),
    visit: async (login, path, contextOptions) => {
      const visit = await open(contextOptions);
      await visit.goTo(path);
      await signIn(visit.page, login);
      return visit;
    },
    takePictures: async (name) => {
      const pages = browser.contexts().flatMap((context) => context.pages());
      for (const [at, page] of pages.entries()) {
        await page.screenshot({ path: `${failures}/${name}-${at + 1}.png`, fullPage: true });
      }
    },
    endVisits: async () => {
      const ended = visits.splice(0);
      await Promise.all(ended.map(({ close }) => close()));
      return ended.flatMap(({ watch }) => watch.verdict());
    },
    close: async () => {
      await browser.close();
      await system.close();
    },
  };
}
