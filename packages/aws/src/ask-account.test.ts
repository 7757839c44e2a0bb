import { faultOfAnswer } from "@lab-grader/core/evidence/error-fault";
import { describe, expect, it } from "vitest";
import { askAccount } from "./ask-account.ts";

const call = {
  service: "dynamodb",
  operation: "GetResourcePolicy",
  region: "us-east-1",
  input: {},
};
const secret = "not-to-be-stored";

/** AWS's answer to a call, refused with this message. */
async function refusedWith(message: string) {
  const refusal = Object.assign(new Error(message), {
    name: "AccessDeniedException",
    $metadata: { httpStatusCode: 400 },
  });
  const session = {
    accountId: "100000000014",
    way: "role",
    secrets: [secret],
    send: () => Promise.reject(refusal),
  } as const;
  const ask = askAccount({
    session,
    concurrency: 1,
    callDeadlineSeconds: 1,
    deadline: new AbortController().signal,
    now: () => "2026-03-01T12:00:00.000Z",
  });
  const answer = await ask(call);
  if (!("error" in answer)) throw new Error("AWS did not refuse");
  return answer.error;
}

describe("askAccount after the submission's time", () => {
  it("sends only what cleans up, and not without an end either", async () => {
    const sent: { operation: string; signal: AbortSignal }[] = [];
    const ask = askAccount({
      session: {
        accountId: "100000000014",
        way: "role",
        secrets: [],
        send: async ({ operation }, { abortSignal }) => {
          sent.push({ operation, signal: abortSignal });
          await new Promise((_resolve, reject) => {
            abortSignal.addEventListener("abort", () => reject(abortSignal.reason));
          });
          return {};
        },
      },
      concurrency: 1,
      callDeadlineSeconds: 60,
      cleanUpSeconds: 0.05,
      deadline: AbortSignal.abort(),
      now: () => "2026-03-01T12:00:00.000Z",
    });

    const [read, removed] = await Promise.all([
      ask({ ...call, operation: "GetItem" }, { isOnce: true, cleansUp: false }),
      ask({ ...call, operation: "DeleteItem" }, { isOnce: true, cleansUp: true }),
    ]);

    expect(sent.map(({ operation }) => operation)).toEqual(["DeleteItem"]);
    expect(sent[0]?.signal.aborted).toBe(true);
    for (const answer of [read, removed]) {
      const error = "error" in answer ? answer.error : { name: "none", message: "" };
      expect(faultOfAnswer({ ...call, error }).fault).toBe("platform");
    }
  });
});

describe("a denial that AWS explains at its end", () => {
  it("is read to the end, also with the longest names: our own session policy blames no learner", async () => {
    const table = `arn:aws:dynamodb:us-east-1:100000000014:table/${"t".repeat(255)}`;
    const error = await refusedWith(
      `User: arn:aws:sts::100000000014:assumed-role/LabGraderAccess-${"s".repeat(32)}/${"n".repeat(64)}` +
        ` is not authorized to perform: dynamodb:GetResourcePolicy on resource: ${table}/stream/2026-03-01T11:00:00.000` +
        " because no session policy allows the dynamodb:GetResourcePolicy action",
    );

    expect(faultOfAnswer({ ...call, error }).fault).toBe("rubric");
  });

  it("is kept without secrets, and not without an end", async () => {
    const error = await refusedWith(`${secret} ${"x".repeat(5000)}`);

    expect(error.message).toMatch(/^\[redacted\] x+$/);
    expect(error.message.length).toBeLessThanOrEqual(1000);
  });
});
