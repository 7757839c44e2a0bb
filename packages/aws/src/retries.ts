import { StandardRetryStrategy } from "@smithy/core/retry";

/** Tries of one call, the first included. */
export const mostAttempts = 4;
/** The longest pauses before the second, third and fourth try, in units of the first. */
const longestPauses = 1 + 2 + 4;

/**
 * The SDK's standard mode with pauses cut to the time a call has: even the longest pauses together
 * leave half of it for the tries themselves. Without this a throttled call would end as one that
 * timed out, and the learner would read the wrong reason.
 */
export function retriesWithin(seconds: number): StandardRetryStrategy {
  const longestBaseMs = (seconds * 1000) / 2 / longestPauses;
  let baseMs = longestBaseMs;
  return new StandardRetryStrategy({
    maxAttempts: mostAttempts,
    backoff: {
      setDelayBase: (delayMs) => {
        baseMs = Math.min(delayMs, longestBaseMs);
      },
      // Full jitter: docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
      computeNextBackoffDelay: (retries) => Math.floor(Math.random() * baseMs * 2 ** retries),
    },
  });
}
