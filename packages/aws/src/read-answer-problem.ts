import { faultOfAnswer } from "@lab-grader/core/evidence/error-fault";
import type { SignedCall, StoredAnswer } from "@lab-grader/core/signed-calls/signed-call";
import { httpStatusOf } from "./http-status.ts";
import { readStoredAnswer } from "./stored-session.ts";

export type AnswerProblem =
  /** An answer that counts; a denial is one too. */
  | { readonly status: "none"; readonly output?: object }
  /** Of the signature or the credentials, not of what was asked. */
  | { readonly status: "signature_refused" }
  | { readonly status: "platform_fault"; readonly reason: string };

/** docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and those of single services. */
const signatureErrors = new Set([
  "AuthFailure",
  "ExpiredToken",
  "ExpiredTokenException",
  "IncompleteSignature",
  "IncompleteSignatureException",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "RequestExpired",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);

/** Whether AWS's answer can be kept as evidence. */
export async function readAnswerProblem(
  call: SignedCall,
  answer: StoredAnswer,
): Promise<AnswerProblem> {
  try {
    const abortSignal = AbortSignal.timeout(5_000);
    return { status: "none", output: await readStoredAnswer(call, answer, { abortSignal }) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { name, message } = error;
    if (signatureErrors.has(name)) return { status: "signature_refused" };
    const status = httpStatusOf(error) ?? answer.status;
    const { fault, reason } = faultOfAnswer({ ...call, error: { name, message, status } });
    return fault === "platform" ? { status: "platform_fault", reason } : { status: "none" };
  }
}
