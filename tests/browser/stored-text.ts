import type { Page } from "playwright-core";
import * as z from "zod";

/** Everything that the site keeps in this browser, as one text. */
export async function storedText(
  page: Page,
  storage: "sessionStorage" | "localStorage",
): Promise<string> {
  return z.string().parse(await page.evaluate(`JSON.stringify({ ...${storage} })`));
}

const Tokens = z.object({ accessToken: z.string(), refreshToken: z.string() });

/** What this tab is signed in with. */
export async function tokensOf(page: Page): Promise<z.infer<typeof Tokens>> {
  const stored = await page.evaluate('sessionStorage.getItem("lab-grader.tokens")');
  return Tokens.parse(JSON.parse(z.string("somebody is signed in").parse(stored)));
}
