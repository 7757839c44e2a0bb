import type {
  LocalSystem,
  LocalSystemOptions,
} from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type BrowserSystem, startBrowserSystem } from "./browser-system.ts";

/**
 * One browser and one system for the tests of a file. A test fails too when a page of it wrote an
 * error or a warning to the console, broke its policy, or asked for something that did not come. Of
 * a failed test pictures lie in `.labgrader/browser-failures`.
 */
export function useBrowserSystem(
  options: LocalSystemOptions = {},
  start?: (options: LocalSystemOptions) => Promise<LocalSystem>,
): () => BrowserSystem {
  let running: BrowserSystem | undefined;
  const current = (): BrowserSystem => {
    if (!running) throw new Error("the browser is there from the first test on");
    return running;
  };
  beforeAll(async () => {
    running = await startBrowserSystem(options, start);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") {
      await current().takePictures(task.name.replaceAll(/\W+/g, "-").slice(0, 60));
    }
    expect(await current().endVisits()).toEqual([]);
  });
  afterAll(() => running?.close());
  return current;
}
