import { ApiProblem, type Client, UnreadableAnswer } from "@lab-grader/core/client";
import { CommandError, serviceError, usageError } from "../command-error.ts";

/** The client, with what the API says in the words and exit codes of a command. */
export function explained(client: Client): Client {
  const explain = async <Answer>(asking: Promise<Answer>): Promise<Answer> => {
    try {
      return await asking;
    } catch (fault) {
      throw commandErrorOf(fault);
    }
  };
  return {
    call: (endpoint, request) => explain(client.call(endpoint, request)),
    getSubmission: (submissionId, etag) => explain(client.getSubmission(submissionId, etag)),
  };
}

function commandErrorOf(fault: unknown): unknown {
  if (fault instanceof ApiProblem) {
    const { problem } = fault;
    const request = problem.status >= 500 ? ` Request ${problem.requestId}.` : "";
    const kind = problem.status >= 500 ? "service" : "usage";
    return new CommandError(kind, problem.code, `${fault.message}${request}`, { cause: fault });
  }
  if (fault instanceof UnreadableAnswer) {
    return fault.status === 401
      ? usageError("auth.required", "Your sign-in is not accepted or has ended. Sign in again.")
      : serviceError("service.unreadable", fault.message, { cause: fault });
  }
  return fault;
}
