import { text } from "@lab-grader/dashboard/text/text";
import axe from "axe-core";
import type { Page } from "playwright-core";
import * as z from "zod";

const AxeResult = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      help: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), html: z.string() })),
    }),
  ),
});

/** WCAG 2.2 A and AA, and what axe thinks good besides: one h1, headings in order, landmarks. */
const asked = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Waits until everything that the page asks for is there. */
export async function untilLoaded(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.getByText(text.parts.loading, { exact: true }).waitFor({ state: "detached" });
}

/** What axe finds wrong, each with the element. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  // By the debugger, which the content security policy does not bind.
  await page.evaluate(axe.source);
  return await runAxe(page, asked);
}

/** What axe finds wrong after `findBarriers`, in what another theme changes: the colours. */
export async function findFaintColours(page: Page): Promise<readonly string[]> {
  return await runAxe(page, ["color-contrast", "link-in-text-block"]);
}

async function runAxe(page: Page, runOnly: readonly string[]): Promise<readonly string[]> {
  const found = await page.evaluate(`axe.run(${JSON.stringify({ runOnly })})`);
  return AxeResult.parse(found).violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(" ")}: ${html.slice(0, 200)}`),
  );
}

/** Code and style that lies in the page itself, where somebody else's text could put it too. */
export async function findInlineCode(page: Page): Promise<readonly string[]> {
  return z.array(z.string()).parse(await page.evaluate(inlineCodeScript));
}

const inlineCodeScript = `[
  ...document.querySelectorAll("script:not([src]), style, iframe, object, embed, base"),
  ...document.querySelectorAll('[href^="javascript:" i], [src^="javascript:" i], form[action]'),
  ...[...document.querySelectorAll("*")].filter((element) =>
    element.getAttributeNames().some((name) => name.startsWith("on"))),
].map((element) => element.outerHTML.slice(0, 160))`;

/** What makes the page wider than the window: by how much, and the innermost elements that reach out. */
export async function findOverflow(page: Page): Promise<readonly string[]> {
  return z.array(z.string()).parse(await page.evaluate(overflowScript));
}

// Cloudscape measures and draws again after a change of the window's size.
const overflowScript = `(async () => {
  const over = () => document.documentElement.scrollWidth - innerWidth;
  const start = performance.now();
  while (over() > 0 && performance.now() - start < 3000) await new Promise(requestAnimationFrame);
  if (over() <= 0) return [];
  const isOut = (element) => element.getBoundingClientRect().right > innerWidth + 1;
  const all = [...document.querySelectorAll("body *")].filter(isOut);
  const inner = all.filter((element) => ![...element.children].some(isOut));
  return [over() + " px", ...inner.slice(0, 3).map((element) => element.outerHTML.slice(0, 160))];
})()`;
