import { text } from "@lab-grader/dashboard/text/text";
import { graderAccountId } from "@lab-grader/sandbox/local-system/grader-account";
import { afterEach, describe, expect, it } from "vitest";
import { untilLoaded } from "./look-at-page.ts";
import { useBrowserSystem } from "./use-browser-system.ts";

const login = "learner-01";
const { shell, faults } = text;
const current = useBrowserSystem({ learners: 1 });

/** Whether the system's own table answers with errors to everything. */
function breakTable(isBroken: boolean): void {
  const account = current().system.sandbox.accounts.get(graderAccountId);
  account.changeSwitches({ serverErrors: isBroken ? ["dynamodb:*"] : [] });
}

afterEach(() => breakTable(false));

describe("a page", () => {
  it("says that the device is offline, keeps what it shows, and goes on by itself", async () => {
    const { page, watch } = await current().visit(login, "/join");
    const context = page.context();
    await untilLoaded(page);
    // Chromium names what it could not fetch; nothing else may be said.
    watch.allowFault(/ERR_INTERNET_DISCONNECTED/);

    await context.setOffline(true);
    await page.getByText(shell.offlineTitle).waitFor();
    await page.getByRole("heading", { level: 1, name: text.join.title }).waitFor();
    await context.setOffline(false);
    await page.getByText(shell.offlineTitle).waitFor({ state: "detached" });
    await page.getByRole("link", { name: shell.sandbox, exact: true }).click();

    await page.getByRole("heading", { level: 1, name: text.sandbox.title }).waitFor();
    await page.getByText(text.sandbox.account.title).waitFor();
  });

  it("says what the service could not do, with the request's id, and asks again when told to", async () => {
    const { page, watch, goTo } = await current().visit(login, "/join");
    await untilLoaded(page);
    watch.expectFault(/status of 500/);
    const refused = page.waitForResponse((response) => response.status() === 500);

    breakTable(true);
    await goTo("/sandbox");
    const requestId = (await (await refused).headerValue("apigw-requestid")) ?? "";
    const alert = page.getByRole("alert").filter({ hasText: faults.requestId("") });
    await alert.waitFor({ timeout: 60_000 });
    const said = await alert.innerText();
    breakTable(false);
    await alert.getByRole("button", { name: faults.retry }).click();

    await page.getByText(text.sandbox.account.title).waitFor();
    expect(requestId).not.toBe("");
    expect(said).not.toMatch(/dynamodb|lab-grader-api|at .*\.ts/i);
  });

  it("of no address says so, and leads back", async () => {
    const { page } = await current().visit(login, "/no/such/page");

    await page.getByRole("heading", { level: 1, name: faults.notFoundTitle }).waitFor();
    await page.getByRole("link", { name: faults.toStart }).click();

    await page.waitForURL(`${current().siteUrl}/labs`);
  });
});
