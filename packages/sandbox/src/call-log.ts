/** One call that reached the sandbox; never its input, and never a secret. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** The account whose resources were meant; of `AssumeRole` the role's. Absent: not known. */
  readonly accountId?: string;
  /** Absent: the signature was refused. */
  readonly callerArn?: string;
  /** Of a role session. */
  readonly sessionName?: string;
  /** The first 16 hexadecimal digits of the SHA-256 of the body: tells repeated calls apart. */
  readonly inputDigest: string;
  readonly status: number;
  /** AWS's error code; absent: the call succeeded. */
  readonly code?: string;
  /** Milliseconds since the epoch, when the call came in. */
  readonly at: number;
  readonly durationMs: number;
}

/** The last calls, in the order in which they were answered. */
export interface CallLog {
  add(call: Call): void;
  list(filter?: Partial<Pick<Call, "accountId" | "service" | "operation" | "sessionName">>): Call[];
  clear(): void;
  /** All calls ever, those too that were dropped or cleared. */
  readonly total: number;
}

/** Keeps the last `capacity` calls. */
export function createCallLog(capacity = 100_000): CallLog {
  let calls: Call[] = [];
  let total = 0;
  return {
    add(call) {
      total += 1;
      calls.push(call);
      // Dropping a tenth at once keeps adding cheap.
      if (calls.length > capacity * 1.1) {
        calls = calls.slice(-capacity);
      }
    },
    list(filter = {}) {
      const kept = calls.slice(-capacity);
      return kept.filter(
        (call) =>
          (filter.accountId === undefined || call.accountId === filter.accountId) &&
          (filter.service === undefined || call.service === filter.service) &&
          (filter.operation === undefined || call.operation === filter.operation) &&
          (filter.sessionName === undefined || call.sessionName === filter.sessionName),
      );
    },
    clear() {
      calls = [];
    },
    get total() {
      return total;
    },
  };
}
