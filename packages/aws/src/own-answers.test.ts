import { describe, expect, it } from "vitest";
import type { WholeAnswer } from "./ask-account.ts";
import { ownAnswers } from "./own-answers.ts";

const call = {
  ...{ service: "accessanalyzer", operation: "CheckNoPublicAccess", region: "us-east-1" },
  input: { policyDocument: "{}" },
};
const observedAt = "2026-03-01T12:00:00.000Z";
const answer: WholeAnswer = { observedAt, output: { result: "PASS" } };
const refusal: WholeAnswer = { observedAt, error: { name: "TimeoutError", message: "" } };

describe("ownAnswers", () => {
  it("asks once for all who ask the same, now and later", async () => {
    let asked = 0;
    const own = ownAnswers({ hash: (text) => text });
    const ask = async () => {
      asked += 1;
      return answer;
    };

    const together = await Promise.all([own.findOrAsk(call, ask), own.findOrAsk(call, ask)]);
    const later = await own.findOrAsk(call, ask);

    expect([...together, later]).toEqual([answer, answer, answer]);
    expect(asked).toBe(1);
  });

  it("lets nobody fail because another one's time was over", async () => {
    const own = ownAnswers({ hash: (text) => text });

    const [first, second] = await Promise.all([
      own.findOrAsk(call, async () => refusal),
      own.findOrAsk(call, async () => answer),
    ]);

    expect([first, second]).toEqual([refusal, answer]);
  });
});
