/** Graders at work at the same time. No reservation: a new account may have ten in all. */
export const graderConcurrency = 20;

/**
 * What all functions may need at the same time in one account: the graders, a class that looks at
 * its results meanwhile, and one each of those that tidy up.
 */
export const neededConcurrency = graderConcurrency + 20 + 5;

/** Requests a second to all routes together, and how many may come at once. */
export const throttling = { throttlingRateLimit: 100, throttlingBurstLimit: 200 };
