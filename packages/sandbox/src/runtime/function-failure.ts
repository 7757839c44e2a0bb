/**
 * Why an invocation failed:
 * `init` the entry module could not be loaded; `timeout` it ran out of time and was killed; `exit`
 * its thread ended under it; `handler` the handler threw; `response` what it returned is too large;
 * `closed` the local system was being stopped.
 */
export type FunctionFailureKind = "init" | "timeout" | "exit" | "handler" | "response" | "closed";

/** A failed invocation, with Lambda's words for it. */
export class FunctionFailure extends Error {
  override readonly name = "FunctionFailure";
  readonly kind: FunctionFailureKind;
  /** As Lambda names it: `Sandbox.Timedout`, `Runtime.ExitError`, or the name of what was thrown. */
  readonly errorType: string;

  constructor(kind: FunctionFailureKind, errorType: string, message: string) {
    super(message);
    this.kind = kind;
    this.errorType = errorType;
  }
}
