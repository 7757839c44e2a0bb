import { submit } from "@lab-grader/core/contracts/endpoints/submissions";
import type { BrowserSystem } from "./browser-system.ts";

/** Hands in `build` beside the browser, and waits until it is closed. Resolves with its id. */
export async function handIn(
  { system, clientOf }: BrowserSystem,
  login: string,
  {
    assignmentId = system.cohort.assignmentId,
    answers,
  }: { assignmentId?: string; answers?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  const { submissionId } = await clientOf(login).call(submit, {
    params: { assignmentId },
    body: { stage: "build", answers },
    idempotencyKey: crypto.randomUUID(),
  });
  await system.settled();
  return submissionId;
}
