import { Agent as HttpAgent } from "node:http";
import { Agent } from "node:https";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import { NodeHttpHandler } from "@smithy/node-http-handler";

/** Sockets per host: a batch of ten submissions, each with a wave of calls to the same endpoint. */
const mostSockets = 100;

/**
 * One handler with warm connections for all clients and all sessions of a process. A client that
 * is destroyed doesn't close it: the next session would pay for every handshake again.
 */
export class SharedHttpHandler extends NodeHttpHandler {
  constructor({ callDeadlineSeconds }: Pick<GradingTimings, "callDeadlineSeconds">) {
    // Half of the time a call has, so that one connection that hangs leaves time for another try.
    const requestTimeout = (callDeadlineSeconds * 1000) / 2;
    super({
      connectionTimeout: requestTimeout,
      requestTimeout,
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent({ keepAlive: true, maxSockets: mostSockets }),
      httpsAgent: new Agent({ keepAlive: true, maxSockets: mostSockets }),
    });
  }

  override destroy(): void {}

  /** Closes the connections, at the end of a process or of a test. */
  close(): void {
    super.destroy();
  }
}
