import { defineFact, type FactCall } from "@lab-grader/core/facts/fact";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { answersOfCalls } from "./answers-of-call.ts";
import type { AskAccount, WholeAnswer } from "./ask-account.ts";

const observedAt = "2026-03-01T12:00:00.000Z";

function aFact(inOrder?: true) {
  const operation = { service: "dynamodb", absence: [], keep: ["Item"] };
  return defineFact({
    kind: "test.items",
    summary: "Items, for tests.",
    params: z.object({}),
    operations: { PutItem: operation, GetItem: operation, DeleteItem: operation },
    ...(inOrder && { inOrder }),
    iam: () => [],
    ask: () => [],
    normalise: () => ({}),
  }).fact;
}

function aCall(operation: string, rest: Partial<FactCall> = {}): FactCall {
  return { service: "dynamodb", operation, region: "us-east-1", input: {}, ...rest };
}

function answers(
  calls: readonly FactCall[],
  options: {
    inOrder?: true;
    ask: AskAccount;
    deadline?: AbortSignal;
    longestLookSeconds?: number;
  },
) {
  return answersOfCalls(calls, {
    fact: aFact(options.inOrder),
    ask: options.ask,
    accountId: "100000000001",
    submissionId: "sub_1",
    now: () => observedAt,
    deadline: options.deadline ?? new AbortController().signal,
    timings: { longestLookSeconds: options.longestLookSeconds ?? 60 },
  });
}

describe("answersOfCalls", () => {
  it("fills in the account and the submission, wherever they stand", async () => {
    const asked: FactCall[] = [];
    const input = { Key: { id: { S: "grader#$submission" } }, Arn: ["arn:aws:x::$account:y"] };

    await answers([aCall("GetItem", { input })], {
      ask: async (call) => {
        asked.push(call);
        return { observedAt, output: {} };
      },
    });

    expect(asked[0]?.input).toEqual({
      Key: { id: { S: "grader#sub_1" } },
      Arn: ["arn:aws:x::100000000001:y"],
    });
  });

  it("fills in the time of the call as seconds since the epoch", async () => {
    const asked: FactCall[] = [];
    const input = { StartTime: "$now-3600", EndTime: "$now+60", Since: "$now", Note: "at $now" };

    await answers([aCall("GetItem", { input })], {
      ask: async (call) => {
        asked.push(call);
        return { observedAt, output: {} };
      },
    });

    const noon = Date.parse(observedAt) / 1000;
    expect(asked[0]?.input).toEqual({
      ...{ StartTime: noon - 3600, EndTime: noon + 60, Since: noon },
      Note: "at $now",
    });
  });

  it("asks what belongs in an order one after the other, whatever each answers", async () => {
    const log: string[] = [];
    const refusal: WholeAnswer = { observedAt, error: { name: "Denied", message: "" } };
    const calls = ["DeleteItem", "PutItem", "GetItem", "DeleteItem"].map((name) => aCall(name));

    const all = await answers(calls, {
      inOrder: true,
      ask: async ({ operation }) => {
        log.push(`${operation} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        log.push(`${operation} ends`);
        return operation === "PutItem" ? refusal : { observedAt, output: {} };
      },
    });

    expect(log).toEqual(
      calls.flatMap(({ operation }) => [`${operation} begins`, `${operation} ends`]),
    );
    expect(all.map(([answer]) => answer?.error?.name)).toEqual([
      undefined,
      "Denied",
      undefined,
      undefined,
    ]);
  });

  it("takes its item away although the time is over", async () => {
    const calls = ["DeleteItem", "PutItem", "GetItem", "DeleteItem"].map((name) => aCall(name));
    const cleaning: (boolean | undefined)[] = [];

    await answers(calls, {
      inOrder: true,
      ask: async (_call, options) => {
        cleaning.push(options?.cleansUp);
        return { observedAt, output: {} };
      },
    });

    expect(cleaning).toEqual([true, false, false, true]);
  });

  it("looks again until it sees what is waited for, and keeps only that answer", async () => {
    let looks = 0;
    const until = { member: "Item", seconds: 5 };

    const [found] = await answers([aCall("GetItem", { until })], {
      ask: async () => {
        looks += 1;
        return { observedAt, output: looks < 3 ? {} : { Item: { id: { S: "1" } } } };
      },
    });

    expect(looks).toBe(3);
    expect(found).toHaveLength(1);
    expect(found?.[0]?.output).toEqual({ Item: { id: { S: "1" } } });
  });

  it("looks no longer than the system's timings allow, and then keeps what it saw", async () => {
    let looks = 0;
    const until = { member: "Item", seconds: 60 };

    const [found] = await answers([aCall("GetItem", { until })], {
      longestLookSeconds: 0,
      ask: async () => {
        looks += 1;
        return { observedAt, output: {} };
      },
    });

    expect(looks).toBeLessThanOrEqual(2);
    expect(found?.[0]).toMatchObject({ output: {} });
  });

  it("does not wait for what could not be written", async () => {
    let looks = 0;
    const until = { member: "Item", seconds: 60 };

    await answers([aCall("PutItem"), aCall("GetItem", { until })], {
      inOrder: true,
      ask: async ({ operation }) => {
        looks += 1;
        return operation === "PutItem"
          ? { observedAt, error: { name: "AccessDeniedException", message: "" } }
          : { observedAt, output: {} };
      },
    });

    expect(looks).toBe(2);
  });

  it("does not look again after a refusal, nor beyond the submission's time", async () => {
    const until = { member: "Item", seconds: 60 };
    const over = new AbortController();
    let looks = 0;

    const [refused] = await answers([aCall("GetItem", { until })], {
      ask: async () => ({ observedAt, error: { name: "Denied", message: "" } }),
    });
    const [late] = await answers([aCall("GetItem", { until })], {
      deadline: over.signal,
      ask: async () => {
        looks += 1;
        over.abort();
        return { observedAt, output: {} };
      },
    });

    expect(refused?.[0]?.error?.name).toBe("Denied");
    // The patience was not over, so nothing says that it would not have come.
    expect(late?.[0]).toMatchObject({ error: { name: "TimeoutError" } });
    expect(late?.[0]).not.toHaveProperty("output");
    expect(looks).toBe(1);
  });
});
