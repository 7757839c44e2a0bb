import type { Locator, Page } from "playwright-core";

/** More stops than any page has. */
const mostStops = 150;

/** Goes to something as who has no mouse: by the Tab key, from where the focus is. @throws Error that names it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not reach ${target} on ${page.url()}`);
}

/** Whether the focus is on one of these, or in it. */
export async function isFocused(target: Locator): Promise<boolean> {
  const focus = target.page().locator(":focus");
  return (await target.and(focus).or(target.locator(":focus")).count()) > 0;
}

/** Goes there by Tab, and presses. */
export async function pressOn(page: Page, target: Locator, key: "Enter" | "Space"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}
