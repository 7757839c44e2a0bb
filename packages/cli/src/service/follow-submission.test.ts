import type { Client } from "@lab-grader/core/client";
import { describe, expect, it } from "vitest";
import { aSubmissionView, aTerminal } from "../testing.ts";
import { followSubmission } from "./follow-submission.ts";

const graded = aSubmissionView({ state: "graded" });

/** Knows nothing but one closed submission, and keeps what it was asked. */
function aClient(): { readonly client: Client; readonly asked: string[] } {
  const asked: string[] = [];
  const client: Client = {
    call: () => Promise.reject(new Error("nothing else is asked")),
    getSubmission: async (submissionId) => {
      asked.push(submissionId);
      return { status: "changed", view: graded, etag: undefined, retryAfterSeconds: undefined };
    },
  };
  return { client, asked };
}

describe("followSubmission", () => {
  it("asks at once where the receipt names no time", async () => {
    const { client, asked } = aClient();
    const { signal } = new AbortController();

    const view = await followSubmission(
      client,
      { submissionId: graded.submissionId },
      { terminal: aTerminal(), signal },
    );

    expect(view).toBe(graded);
    expect(asked).toEqual([graded.submissionId]);
  });

  it("does not ask before the receipt says that something can be new", async () => {
    const { client, asked } = aClient();
    const ended = new AbortController();

    const following = followSubmission(
      client,
      { submissionId: graded.submissionId, lookAfterSeconds: 3600 },
      { terminal: aTerminal(), signal: ended.signal },
    );
    ended.abort();

    await expect(following).rejects.toThrow("aborted");
    expect(asked).toEqual([]);
  });
});
