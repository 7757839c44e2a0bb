import { describe, expect, it } from "vitest";
import { failedMessages } from "./batch-failures.ts";

const batchIds = new Set(["m1", "m2", "m3"]);

describe("failedMessages", () => {
  it.each([[null], [undefined], [{}], [{ batchItemFailures: null }], [{ batchItemFailures: [] }]])(
    "takes %j for success of the whole batch",
    (answer) => {
      expect(failedMessages(answer, batchIds)).toEqual(new Set());
    },
  );

  it("names the failed messages alone", () => {
    const answer = { batchItemFailures: [{ itemIdentifier: "m2" }, { itemIdentifier: "m2" }] };

    expect(failedMessages(answer, batchIds)).toEqual(new Set(["m2"]));
  });

  it.each([
    ["text"],
    [{ batchItemFailures: "m1" }],
    [{ batchItemFailures: [{ itemIdentifier: "" }] }],
    [{ batchItemFailures: [{ itemIdentifier: null }] }],
    [{ batchItemFailures: [{ messageId: "m1" }] }],
    [{ batchItemFailures: [{ itemIdentifier: "m1" }, { itemIdentifier: "m9" }] }],
  ])("takes %j for failure of the whole batch", (answer) => {
    expect(failedMessages(answer, batchIds)).toEqual(batchIds);
  });
});
