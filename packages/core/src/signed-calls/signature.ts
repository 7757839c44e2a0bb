import * as z from "zod";
import type { Instant } from "../time.ts";
import type { UnsignedRequest } from "./unsigned-request.ts";

/** What a learner's machine adds to an unsigned request; the secret key never leaves it. */
export const Signature = z.strictObject({
  /** Header `Authorization`. */
  authorization: z.string().min(1).max(1_000),
  /** Header `X-Amz-Date`: `20260901T120000Z`. */
  amzDate: z.string().regex(/^\d{8}T\d{6}Z$/, "a time such as 20260901T120000Z"),
  /** Header `X-Amz-Security-Token`, with temporary credentials. */
  securityToken: z
    .string()
    .regex(/^[\x21-\x7e]{1,8192}$/, "a session token of AWS")
    .optional(),
});
export type Signature = z.infer<typeof Signature>;

/** A signature is not forwarded when it was made longer ago, or further ahead. */
export const signatureSeconds = 5 * 60;

export type SignatureProblem =
  | "signed.signature_malformed"
  | "signed.signature_elsewhere"
  | "signed.signature_expired";

/** A signature that says what it must; whether it is right, AWS decides. */
export type ReadSignature =
  | { readonly status: "fitting"; readonly accessKeyId: string; readonly signature: string }
  | { readonly status: "refused"; readonly code: SignatureProblem };

// docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
const authorizationPattern =
  /^AWS4-HMAC-SHA256 Credential=([A-Za-z0-9-]{4,128})\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/** Whether a signature is for this request, made just now, over all of its headers. */
export function readSignature(
  request: UnsignedRequest,
  { authorization, amzDate, securityToken }: Signature,
  now: Instant,
): ReadSignature {
  const match = authorizationPattern.exec(authorization);
  const [, accessKeyId, date, region, service, signedHeaders, signature] = match ?? [];
  if (!accessKeyId || !signature || date !== amzDate.slice(0, 8))
    return refused("signed.signature_malformed");
  const expected = ["host", "x-amz-date", ...Object.keys(request.headers)]
    .concat(securityToken === undefined ? [] : "x-amz-security-token")
    .sort()
    .join(";");
  if (signedHeaders !== expected) return refused("signed.signature_malformed");
  if (region !== request.signingRegion || service !== request.signingService)
    return refused("signed.signature_elsewhere");
  const madeAt = Date.parse(
    amzDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"),
  );
  const isRecent = Math.abs(Date.parse(now) - madeAt) <= signatureSeconds * 1000;
  if (!isRecent) return refused("signed.signature_expired");
  return { status: "fitting", accessKeyId, signature };
}

function refused(code: SignatureProblem): ReadSignature {
  return { status: "refused", code };
}
