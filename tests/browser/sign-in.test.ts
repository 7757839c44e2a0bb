import { text } from "@lab-grader/dashboard/text/text";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { chooseLogin, leaveForSignIn, signIn, signOut } from "./sign-in.ts";
import { storedText, tokensOf } from "./stored-text.ts";
import { useBrowserSystem } from "./use-browser-system.ts";

const current = useBrowserSystem({ learners: 2 });
const login = "learner-01";
const token = /eyJ[\w-]+\.[\w-]+/;

function failed(): string {
  return text.signIn.failedTitle;
}

async function renewalBy(refreshToken: string): Promise<number> {
  const { status } = await fetch(`${current().system.apiUrl}/_local/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({
      ...{ grant_type: "refresh_token", client_id: "local-site", refresh_token: refreshToken },
    }),
  });
  return status;
}

describe("signing in", () => {
  it("leads by a code to the page that was asked for, and keeps tokens out of addresses", async () => {
    const visit = await current().open();
    const addresses: string[] = [];
    visit.page.on("request", (request) => addresses.push(request.url()));

    await visit.goTo("/sandbox?from=a#b");
    await signIn(visit.page, login);
    await visit.page.getByRole("heading", { level: 1, name: text.sandbox.title }).waitFor();

    expect(visit.page.url()).toBe(`${current().siteUrl}/sandbox?from=a#b`);
    expect(await storedText(visit.page, "sessionStorage")).toMatch(token);
    expect(await storedText(visit.page, "localStorage")).not.toMatch(token);
    expect(addresses.filter((address) => token.test(address))).toEqual([]);
  });

  it("does not take the answer to a question that this tab has not asked", async () => {
    const { page, goTo } = await current().open();

    await goTo("/signed-in?code=abc&state=def");

    await page.getByRole("heading", { name: failed() }).waitFor();
    expect(await storedText(page, "sessionStorage")).not.toMatch(token);
  });

  it("does not take a code under another state", async () => {
    const { page, goTo } = await current().open();
    await goTo("/labs");
    await leaveForSignIn(page);

    await page.goto(page.url().replace(/([?&]state=)[^&]+/, "$1somebody-elses"));
    await chooseLogin(page, login);

    await page.getByRole("heading", { name: failed() }).waitFor();
    expect(await storedText(page, "sessionStorage")).not.toMatch(token);
  });

  it("gets no token for a code without the verifier that it was asked with", async () => {
    const { page, goTo, watch } = await current().open();
    await goTo("/labs");
    await leaveForSignIn(page);
    const question = page.url();
    await goTo("/mark.svg");
    const key = "lab-grader.sign-in";
    const kept = z.string().parse(await page.evaluate(`sessionStorage.getItem("${key}")`));
    const other = JSON.stringify({ ...JSON.parse(kept), verifier: "somebody-elses".repeat(4) });
    await page.evaluate(`sessionStorage.setItem("${key}", ${JSON.stringify(other)})`);
    watch.expectFault(/oauth2\/token/);

    await page.goto(question);
    await chooseLogin(page, login);

    await page.getByRole("heading", { name: failed() }).waitFor();
    expect(await storedText(page, "sessionStorage")).not.toMatch(token);
  });

  it("is done once: going back or loading again asks for no second token", async () => {
    const { page, goTo } = await current().open();
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/oauth2/token")) asked.push(request.url());
    });
    await goTo("/join");
    await signIn(page, login);
    await page.getByRole("heading", { level: 1, name: text.join.title }).waitFor();

    await page.reload();
    await page.getByRole("heading", { level: 1, name: text.join.title }).waitFor();
    await page.getByRole("link", { name: text.shell.sandbox, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: text.sandbox.title }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: text.join.title }).waitFor();

    expect(asked.length).toBe(1);
  });

  it("is for one tab: another one signs in by itself, as somebody else if need be", async () => {
    const { page, goTo } = await current().visit(login, "/join");
    const second = await page.context().newPage();
    await second.goto(`${current().siteUrl}/join`);
    await signIn(second, "learner-02");

    await goTo("/sandbox");

    await page.getByRole("button", { name: `${text.shell.account}: ${login}` }).waitFor();
    await second.getByRole("button", { name: `${text.shell.account}: learner-02` }).waitFor();
  });
});

describe("signing out", () => {
  it("forgets tokens and drafts, also where somebody goes back", async () => {
    const { page } = await current().visit(login, "/join");
    await page.evaluate('localStorage.setItem("lab-grader.draft.learner-01 x", "1")');
    await page.evaluate('localStorage.setItem("lab-grader.draft.learner-02 x", "1")');
    const { refreshToken } = await tokensOf(page);
    expect(await renewalBy(refreshToken)).toBe(200);

    await signOut(page, login);
    const kept = await storedText(page, "localStorage");
    await page.goBack();
    await page.getByRole("button", { name: text.signIn.buttonLocal }).waitFor();

    expect(kept).not.toContain("learner-01");
    expect(kept).toContain("learner-02");
    expect(await storedText(page, "sessionStorage")).not.toMatch(token);
    expect(await renewalBy(refreshToken)).toBe(400);
  });
});
