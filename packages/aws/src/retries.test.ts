import { describe, expect, it } from "vitest";
import { retriesWithin } from "./retries.ts";

/** The pauses of a call that is throttled every time. */
async function pausesOf(seconds: number): Promise<number[]> {
  const strategy = retriesWithin(seconds);
  const pauses: number[] = [];
  let token = await strategy.acquireInitialRetryToken("");
  for (;;) {
    try {
      token = await strategy.refreshRetryTokenForRetry(token, {
        errorType: "THROTTLING",
      });
      pauses.push(token.$retryLog?.acquisitionDelay ?? Number.NaN);
    } catch {
      return pauses;
    }
  }
}

describe("retriesWithin", () => {
  it("tries four times, and pauses for at most half of the time even when throttled", async () => {
    const runs = await Promise.all(Array.from({ length: 20 }, () => pausesOf(0.2)));

    for (const pauses of runs) {
      expect(pauses).toHaveLength(3);
      expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(100);
    }
  });
});
