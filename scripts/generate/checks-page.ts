import type { GeneratedFile } from "./registry.ts";

/** `docs/checks.md`: what `labgrader check <kind>` shows, of all checks. */
export async function checksPageFile(): Promise<GeneratedFile> {
  const { allChecks } = await import("@lab-grader/core/checks/registry.generated");
  const { describeCheck } = await import("@lab-grader/core/checks/describe-check");
  const { checksPage } = await import("@lab-grader/core/checks/check-page");
  return { path: "docs/checks.md", text: checksPage(allChecks.map(describeCheck)) };
}
