import { signedAnswerMissing } from "@lab-grader/core/evidence/error-fault";
import type { FactCall } from "@lab-grader/core/facts/fact";
import {
  callIdOf,
  type SignedCall,
  type StoredAnswer,
} from "@lab-grader/core/signed-calls/signed-call";
import type { Hash } from "@lab-grader/core/submissions/ports";
import { HttpResponse } from "@smithy/core/protocols";
import type { LearnerSession } from "./learner-session.ts";
import { type HttpSender, type SendCall, sendWith } from "./session-clients.ts";
import { signableServices } from "./signable-services.ts";

/** A call that nobody has signed yet. */
export class SignedAnswerMissing extends Error {
  override readonly name = signedAnswerMissing;
}

/**
 * A session that answers from what a learner has signed: the ordinary clients write each request
 * and read AWS's own answer to it, but nothing is sent.
 */
export function storedSession({
  accountId,
  calls,
  hash,
  onMissing,
  sendInOwnAccount,
}: {
  readonly accountId: string;
  /** By their ids. */
  readonly calls: ReadonlyMap<string, SignedCall>;
  readonly hash: Hash;
  /** Told of every call that has no answer. */
  readonly onMissing?: (call: FactCall) => void;
  /** For what the grader asks in its own account; absent: such calls have no answer here. */
  readonly sendInOwnAccount?: SendCall | undefined;
}): LearnerSession {
  const observations = new WeakMap<object, Pick<StoredAnswer, "observedAt" | "durationMs">>();
  return {
    accountId,
    way: "signed",
    secrets: [],
    observationOf: (answer) => observations.get(answer),
    send: async (call, options) => {
      if (call.in === "own") {
        if (sendInOwnAccount) return await sendInOwnAccount(call, options);
        throw new SignedAnswerMissing(`${call.operation} is asked when the submission is graded.`);
      }
      const answer = calls.get(callIdOf(call, hash))?.answer;
      if (!answer) {
        onMissing?.(call);
        throw new SignedAnswerMissing(`${call.operation} is not signed.`);
      }
      const { observedAt, durationMs } = answer;
      const observed = <Read extends object>(read: Read): Read => {
        observations.set(read, { observedAt, durationMs });
        return read;
      };
      try {
        return observed(await readStoredAnswer(call, answer, options));
      } catch (error) {
        throw error instanceof Error ? observed(error) : error;
      }
    },
  };
}

/** What the ordinary client makes of an answer. @throws the SDK's error where it is a refusal. */
export async function readStoredAnswer(
  call: FactCall,
  answer: Pick<StoredAnswer, "status" | "headers" | "body">,
  options: { abortSignal: AbortSignal },
): Promise<object> {
  const http: HttpSender = {
    handle: async () => ({
      response: new HttpResponse({
        statusCode: answer.status,
        headers: { ...answer.headers },
        body: Buffer.from(answer.body, "base64"),
      }),
    }),
    destroy: () => {},
  };
  const settings = { http, timings: { callDeadlineSeconds: 0.01 }, endpoint: "http://localhost" };
  const nobody = { accessKeyId: "NOBODY", secretAccessKey: "nobody" };
  return await sendWith(settings, nobody, signableServices)(call, options);
}
