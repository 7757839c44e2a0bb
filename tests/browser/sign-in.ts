import { text } from "@lab-grader/dashboard/text/text";
import type { Page } from "playwright-core";

/** From the page "sign in" over the local sign-in's page back to the page that was asked for. */
export async function signIn(page: Page, login: string): Promise<void> {
  const { origin } = new URL(page.url());
  await leaveForSignIn(page);
  await chooseLogin(page, login);
  await page.waitForURL((url) => url.origin === origin && url.pathname !== "/signed-in");
}

/** To the local sign-in's page "Who are you?". */
export async function leaveForSignIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: text.signIn.buttonLocal }).click();
  await page.getByRole("heading", { name: "Who are you?" }).waitFor();
}

/** On the local sign-in's page. */
export async function chooseLogin(page: Page, login: string): Promise<void> {
  await page.getByRole("link", { name: login, exact: true }).click();
}

/** Signs out by the menu of the top bar. */
export async function signOut(page: Page, login: string): Promise<void> {
  await page.getByRole("button", { name: `${text.shell.account}: ${login}` }).click();
  await page.getByRole("menuitem", { name: text.shell.signOut }).click();
  await page.getByRole("button", { name: text.signIn.buttonLocal }).waitFor();
}
