/** What the shell reads. Not passed: a verdict below the pass mark, or none yet (waiting, blocked). */
export const exitCodes = { ok: 0, notPassed: 1, usage: 2, service: 3, interrupted: 130 } as const;
/** One of them. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
