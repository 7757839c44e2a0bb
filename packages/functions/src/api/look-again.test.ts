import { SubmissionReceipt } from "@lab-grader/core/contracts/http";
import { cloudTimings } from "@lab-grader/core/grading/timings";
import { describe, expect, it } from "vitest";
import { aTestApi } from "./testing.ts";

const whenSettled = Math.ceil(cloudTimings.settleDelaySeconds) + 1;

describe("what was handed in and not looked at yet", () => {
  it("says with the receipt when a first look can find something", async () => {
    const { submit } = await aTestApi({ timings: cloudTimings });

    const first = SubmissionReceipt.parse((await submit()).json);
    const replayed = SubmissionReceipt.parse((await submit()).json);

    expect(first.lookAfterSeconds).toBe(whenSettled);
    expect(replayed.status).not.toBe("accepted");
    expect(replayed.lookAfterSeconds).toBeUndefined();
  });

  it("sends whoever asks too early away until AWS has settled", async () => {
    const { call, submit } = await aTestApi({ timings: cloudTimings });
    const { submissionId } = SubmissionReceipt.parse((await submit()).json);

    const { headers } = await call({ path: `/v1/submissions/${submissionId}` });

    expect(headers["retry-after"]).toBe(String(whenSettled));
  });
});
