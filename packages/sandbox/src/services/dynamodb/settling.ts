/**
 * A change that AWS works on for a while. Nothing runs meanwhile: whether it is finished is
 * computed from the clock of the request that looks.
 */
export interface Pending {
  /** Milliseconds since the epoch. */
  readyAt: number;
}

export function isPending(change: Pending | undefined, now: number): boolean {
  return change !== undefined && now < change.readyAt;
}

/**
 * The instant as of which the answer of a change describes the result: a change that settles at
 * once is still shown as going on in its own answer, as on AWS.
 */
export function duringTheCall(now: number): number {
  return now - 1;
}
