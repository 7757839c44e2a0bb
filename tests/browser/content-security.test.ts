import { siteHeaders } from "@lab-grader/core/contracts/site-headers";
import { describe, expect, it } from "vitest";
import { untilLoaded } from "./look-at-page.ts";
import { useBrowserSystem } from "./use-browser-system.ts";

const current = useBrowserSystem({ learners: 1 });
const login = "learner-01";

describe("the content security policy", () => {
  it("comes with every page, as CloudFront sends it, and allows files of the site only", async () => {
    const { siteUrl, system } = current();
    const { origin } = new URL(system.apiUrl);

    const answer = await fetch(`${siteUrl}/labs/asg_1/stages/build`);
    const html = await answer.text();

    const wanted = siteHeaders({ apiSource: origin, signInSource: origin });
    expect(Object.fromEntries(answer.headers)).toMatchObject(wanted);
    expect(wanted["content-security-policy"]).not.toContain("unsafe");
    expect(html).not.toMatch(/<style|\son\w+=|<script(?![^>]*\ssrc=)/i);
  });

  it("keeps a script that got into the page from running, and these tests see it", async () => {
    const { page, watch } = await current().visit(login, "/join");
    await untilLoaded(page);
    watch.expectFault(/content security policy: script-src-elem inline/);
    watch.allowFault(/console error: .*Content Security Policy/);

    await page.evaluate(
      `document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }))`,
    );

    await expect.poll(() => watch.faults.join("\n")).toMatch(/script-src-elem inline/);
    expect(await page.evaluate("window.ran")).toBeUndefined();
  });

  it("keeps a handler that got into the page from running", async () => {
    const { page, watch } = await current().visit(login, "/join");
    await untilLoaded(page);
    watch.expectFault(/content security policy: script-src-attr inline/);
    watch.allowFault(/console error: .*Content Security Policy/);

    await page.evaluate(
      `document.body.insertAdjacentHTML("beforeend", '<img src="/mark.svg" alt="" onload="window.ran = true">')`,
    );

    await expect.poll(() => watch.faults.join("\n")).toMatch(/script-src-attr inline/);
    expect(await page.evaluate("window.ran")).toBeUndefined();
  });
});
