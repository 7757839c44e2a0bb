import { text } from "@lab-grader/dashboard/text/text";
import type { Page } from "playwright-core";

/** From the page "sign in" over the local sign-in's page back to the page that was asked for. */
export async function signIn(page: Page, login: string): Promise<void> {
  await page.getByRole("button", { name: text.signIn.buttonLocal }).click();
  await chooseLogin(page, login);
}

/** On the local sign-in's page "Who are you?". */
export async function chooseLogin(page: Page, login: string): Promise<void> {
  const site = new URL(page.url());
  await page.getByRole("link", { name: login, exact: true }).click();
  await page.waitForURL((url) => url.origin !== site.origin && url.pathname !== "/signed-in");
}
