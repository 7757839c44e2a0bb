import { describe, expect, it } from "vitest";
import { handleBatch, type RecordTime } from "./batch.ts";
import { aContext, aQueueEvent, recordedTelemetry, testTime } from "./testing.ts";

function aBatch(handleRecord: Parameters<typeof handleBatch>[2]["handleRecord"]) {
  const { telemetry } = recordedTelemetry();
  return { handleRecord, telemetry, now: () => testTime, recordDeadlineSeconds: 0.02 };
}

describe("handleBatch", () => {
  it("reports a record that hangs, and no other", async () => {
    const settings = aBatch((record) =>
      record.messageId === "message-1" ? new Promise(() => {}) : Promise.resolve("done"),
    );

    const answer = await handleBatch(
      aQueueEvent(["a", "b"]),
      aContext({ remainingMs: 550 }),
      settings,
    );

    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "message-1" }]);
  });

  it("gives each record a deadline of its own and the end of the invocation", async () => {
    const times: RecordTime[] = [];
    const settings = aBatch(async (_, time) => {
      times.push(time);
      await new Promise((resolve) => time.deadline.addEventListener("abort", resolve));
      return "done";
    });

    const answer = await handleBatch(aQueueEvent(["a", "b"]), aContext(), settings);

    expect(answer.batchItemFailures).toEqual([]);
    expect(times.map(({ invocationEnd }) => invocationEnd)).toEqual([
      "2026-03-01T12:00:10.000Z",
      "2026-03-01T12:00:10.000Z",
    ]);
    expect(times[0]?.deadline).not.toBe(times[1]?.deadline);
  });
});
