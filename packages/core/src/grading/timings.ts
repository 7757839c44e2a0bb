import * as z from "zod";

/**
 * Every wait of the system in one place. Infrastructure, functions and the local runtime read the
 * same object, so a visibility timeout can't contradict a lease. All values in seconds.
 */
export const GradingTimings = z
  .strictObject({
    /** Between accepting a submission and its first grading: AWS settles what the learner has just typed. */
    settleDelaySeconds: z.number().min(0).max(900),
    /** Lambda timeout of the grader. */
    graderTimeoutSeconds: z.number().positive().max(900),
    /** How long SQS may gather a batch for the grader. */
    batchWindowSeconds: z.number().min(0).max(300),
    /** SQS hides a received message this long. */
    visibilityTimeoutSeconds: z.number().positive().max(43_200),
    /** A lease ends this long after the deadline of the invocation that holds it. */
    leaseMarginSeconds: z.number().positive(),
    /** The time one submission may take within its invocation. */
    recordDeadlineSeconds: z.number().positive(),
    /** The time one AWS call may take, retries included. */
    callDeadlineSeconds: z.number().positive(),
    /** At most so long is a call asked again until what was just written is seen. */
    longestLookSeconds: z.number().min(0),
    /** The reconciler looks at a queued submission this long after it was accepted. */
    queuedDueSeconds: z.number().positive(),
    /** The reconciler looks at a lease this long after its end. */
    leaseDueSeconds: z.number().positive(),
    /** The reconciler's own period. */
    reconcilerPeriodSeconds: z.number().positive(),
    /** Upper bound of the reconciler's doubling delay. */
    reconcilerLongestDelaySeconds: z.number().positive(),
    /** A platform fault sends the message back for this long, doubled at each receive. */
    retryDelaySeconds: z.number().positive(),
    /** A submission that waits for AWS is asked again after this long. */
    waitingPeriodSeconds: z.number().positive(),
    /** A submission that has waited for AWS this long is closed as blocked. */
    waitingLimitSeconds: z.number().positive(),
    /** SQS moves a message to the dead letters after this many receives. */
    maxReceiveCount: z.int().min(1).max(1000),
    /** More claims than this without a conclusion close a submission as failed. */
    maxClaims: z.int().min(1),
  })
  .refine(
    (timings) =>
      timings.visibilityTimeoutSeconds >=
      6 * timings.graderTimeoutSeconds + timings.batchWindowSeconds,
    {
      // docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      message:
        "visibilityTimeoutSeconds must be at least 6 x graderTimeoutSeconds + batchWindowSeconds",
      path: ["visibilityTimeoutSeconds"],
    },
  )
  .refine(
    (timings) =>
      timings.graderTimeoutSeconds + timings.leaseMarginSeconds < timings.visibilityTimeoutSeconds,
    {
      message:
        "a lease (graderTimeoutSeconds + leaseMarginSeconds) must end before visibilityTimeoutSeconds",
      path: ["leaseMarginSeconds"],
    },
  )
  .refine((timings) => timings.recordDeadlineSeconds <= timings.graderTimeoutSeconds, {
    message: "recordDeadlineSeconds must not be longer than graderTimeoutSeconds",
    path: ["recordDeadlineSeconds"],
  })
  .refine((timings) => timings.callDeadlineSeconds <= timings.recordDeadlineSeconds, {
    message: "callDeadlineSeconds must not be longer than recordDeadlineSeconds",
    path: ["callDeadlineSeconds"],
  })
  .refine((timings) => timings.longestLookSeconds < timings.recordDeadlineSeconds, {
    message: "longestLookSeconds must be shorter than recordDeadlineSeconds",
    path: ["longestLookSeconds"],
  })
  .refine(
    (timings) =>
      timings.retryDelaySeconds * 2 ** (timings.maxReceiveCount - 1) <=
      timings.visibilityTimeoutSeconds,
    {
      message:
        "the longest pause, retryDelaySeconds doubled at each of maxReceiveCount receives, must not be longer than visibilityTimeoutSeconds",
      path: ["retryDelaySeconds"],
    },
  );
export type GradingTimings = z.infer<typeof GradingTimings>;

export const cloudTimings: GradingTimings = {
  settleDelaySeconds: 3,
  graderTimeoutSeconds: 60,
  batchWindowSeconds: 0,
  visibilityTimeoutSeconds: 360,
  leaseMarginSeconds: 10,
  recordDeadlineSeconds: 50,
  callDeadlineSeconds: 15,
  longestLookSeconds: 10,
  queuedDueSeconds: 120,
  leaseDueSeconds: 30,
  reconcilerPeriodSeconds: 60,
  reconcilerLongestDelaySeconds: 1800,
  retryDelaySeconds: 20,
  waitingPeriodSeconds: 600,
  waitingLimitSeconds: 3600,
  maxReceiveCount: 5,
  maxClaims: 6,
};

/** The same shape, fast enough to watch: what takes AWS minutes takes seconds on a laptop. */
export const localTimings: GradingTimings = {
  settleDelaySeconds: 0,
  graderTimeoutSeconds: 10,
  batchWindowSeconds: 0,
  visibilityTimeoutSeconds: 60,
  leaseMarginSeconds: 1,
  recordDeadlineSeconds: 8,
  callDeadlineSeconds: 3,
  longestLookSeconds: 0.3,
  queuedDueSeconds: 20,
  leaseDueSeconds: 2,
  reconcilerPeriodSeconds: 1,
  reconcilerLongestDelaySeconds: 30,
  retryDelaySeconds: 1,
  waitingPeriodSeconds: 2,
  waitingLimitSeconds: 60,
  maxReceiveCount: 5,
  maxClaims: 6,
};
