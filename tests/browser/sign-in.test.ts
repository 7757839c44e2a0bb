import { text } from "@lab-grader/dashboard/text/text";
import { describe, expect, it } from "vitest";
import { useBrowserSystem } from "./use-browser-system.ts";

const current = useBrowserSystem({ learners: 3 });

describe("signing in", () => {
  it("leads by a code to the page that was asked for", async () => {
    const { page } = await current().visit("learner-01", "/sandbox?from=a#b");

    expect(new URL(page.url()).pathname).toBe("/sandbox");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("button", { name: `${text.shell.account}: learner-01` }).waitFor();
  });
});
