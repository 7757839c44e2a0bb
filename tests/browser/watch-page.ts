import type { BrowserContext, Page } from "playwright-core";

/** What went wrong on the pages of a context, whether or not somebody saw it. */
export interface Watch {
  /** Each as a sentence with the page's address. */
  readonly faults: readonly string[];
  /** Something that a test provokes; it must come. */
  expectFault(pattern: RegExp): void;
  /** Something that may come, as it happens. */
  allowFault(pattern: RegExp): void;
  /** Faults that nobody expected, and expected ones that did not come. */
  verdict(): readonly string[];
}

/** Registers everything that a page must never do: errors, warnings, violations of its policy, dialogs. */
export async function watchContext(context: BrowserContext): Promise<Watch> {
  const faults: string[] = [];
  const expected: RegExp[] = [];
  const allowed: RegExp[] = [];
  await context.exposeBinding("reportViolation", ({ page }, text: unknown) => {
    faults.push(`${page.url()}: content security policy: ${String(text)}`);
  });
  await context.addInitScript(
    'addEventListener("securitypolicyviolation", (event) => reportViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));',
  );
  context.on("page", (page) => watchPage(page, faults));
  return {
    faults,
    expectFault: (pattern) => expected.push(pattern),
    allowFault: (pattern) => allowed.push(pattern),
    verdict: () => [
      ...faults.filter((fault) => ![...expected, ...allowed].some((known) => known.test(fault))),
      ...expected
        .filter((pattern) => !faults.some((fault) => pattern.test(fault)))
        .map((pattern) => `expected, and did not come: ${pattern}`),
    ],
  };
}

function watchPage(page: Page, faults: string[]): void {
  const add = (text: string) => faults.push(`${page.url()}: ${text}`);
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    add(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => add(`uncaught: ${error.message}`));
  page.on("crash", () => add("the page crashed"));
  page.on("dialog", (dialog) => {
    // A page that is left with something unsent may ask; any other dialog is somebody else's script.
    if (dialog.type() !== "beforeunload") add(`dialog: ${dialog.type()} ${dialog.message()}`);
    void dialog.accept();
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // What a page no longer waits for when somebody goes on.
    if (reason !== "net::ERR_ABORTED") add(`request failed: ${request.url()} ${reason}`);
  });
}
