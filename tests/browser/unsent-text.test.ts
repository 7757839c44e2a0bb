import { listOwnInquiries } from "@lab-grader/core/contracts/endpoints/inquiries";
import { text } from "@lab-grader/dashboard/text/text";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import type { Visit } from "./browser-system.ts";
import { handIn } from "./hand-in.ts";
import { chooseLogin, signIn } from "./sign-in.ts";
import { storedText, tokensOf } from "./stored-text.ts";
import { useBrowserSystem } from "./use-browser-system.ts";

const login = "learner-01";
const { inquiries } = text;
const current = useBrowserSystem({ learners: 1 });
let address: string;

beforeAll(async () => {
  address = `/submissions/${await handIn(current(), login)}`;
});

/** Opens the page of a submission and begins a question about its gate. */
async function beginQuestion({ page }: Visit, question: string): Promise<void> {
  await page.getByRole("button", { name: inquiries.askAbout("table") }).click();
  await questionField(page).fill(question);
}

function questionField(page: Page) {
  return page.getByRole("textbox", { name: inquiries.question });
}

async function questionsAsked(): Promise<readonly string[]> {
  const answer = await current().clientOf(login).call(listOwnInquiries, {});
  return answer.inquiries.map((inquiry) => inquiry.text);
}

/** As an hour later, with a sign-in that the sign-in page does not renew any more. */
async function letSignInEnd({ page, watch }: Visit): Promise<void> {
  const { refreshToken } = await tokensOf(page);
  await fetch(`${current().system.apiUrl}/_local/oauth2/revoke`, {
    method: "POST",
    body: new URLSearchParams({ client_id: "local-site", token: refreshToken }),
  });
  watch.expectFault(/oauth2\/token/);
  await page.clock.fastForward("01:00:00");
}

describe("what somebody has typed and not sent", () => {
  it("outlives a sign-in that ends, and is sent after signing in again in a second tab", async () => {
    const visit = await current().open();
    const { page, goTo } = visit;
    await page.clock.install();
    await goTo(address);
    await signIn(page, login);
    await beginQuestion(visit, "Which table did you look for?");

    await letSignInEnd(visit);
    await page.getByRole("button", { name: inquiries.send }).click();
    const ended = page.getByRole("dialog", { name: text.signIn.endedTitle });
    const opening = page.context().waitForEvent("page");
    await ended.getByRole("link", { name: text.signIn.again }).click();
    const second = await opening;
    await chooseLogin(second, login);
    await second.getByRole("heading", { name: text.signIn.backTitle }).waitFor();
    await ended.waitFor({ state: "detached" });

    expect(await questionField(page).inputValue()).toBe("Which table did you look for?");
    await page.getByRole("button", { name: inquiries.send }).click();
    await page.getByText(inquiries.sent).waitFor();
    expect(await questionsAsked()).toEqual(["Which table did you look for?"]);
    expect(await storedText(page, "localStorage")).not.toContain("Which table");
  });

  it("is there again after a reload, and in a second tab", async () => {
    const second = await handIn(current(), login);
    const visit = await current().visit(login, `/submissions/${second}`);
    await beginQuestion(visit, "Half a question");

    await visit.page.reload();
    await visit.page.getByRole("button", { name: inquiries.askAbout("table") }).click();
    const other = await visit.page.context().newPage();
    await other.goto(visit.page.url());
    await signIn(other, login);
    await other.getByRole("button", { name: inquiries.askAbout("table") }).click();

    expect(await questionField(visit.page).inputValue()).toBe("Half a question");
    expect(await questionField(other).inputValue()).toBe("Half a question");
  });

  it("is sent once, however often somebody clicks", async () => {
    const visit = await current().visit(login, `/submissions/${await handIn(current(), login)}`);
    await beginQuestion(visit, "Clicked twice");

    await visit.page.getByRole("button", { name: inquiries.send }).dblclick();
    await visit.page.getByText(inquiries.sent).waitFor();

    expect((await questionsAsked()).filter((asked) => asked === "Clicked twice").length).toBe(1);
  });
});
