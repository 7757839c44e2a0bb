import type { Locator, Page } from "playwright-core";

/** What somebody presses to go on, whether it is drawn as a button or as a link. */
export function control(within: Page | Locator, name: string | RegExp): Locator {
  const asked = typeof name === "string" ? { name, exact: true } : { name };
  return within.getByRole("button", asked).or(within.getByRole("link", asked));
}

/** Waits for the page of this title. */
export async function onPage(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}
