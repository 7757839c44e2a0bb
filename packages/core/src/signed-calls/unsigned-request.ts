import * as z from "zod";

/**
 * One request to AWS, whole but for its signature. Made by us from a lab's fact, so whoever signs
 * can change nothing in it: AWS refuses a signature over anything else.
 */
export const UnsignedRequest = z.strictObject({
  method: z.enum(["GET", "POST"]),
  protocol: z.enum(["https:", "http:"]),
  /** Host as the header says it, with the port where it isn't the protocol's own. */
  host: z.string(),
  path: z.string(),
  query: z.record(z.string(), z.string()),
  /** All that is signed beside `host`, `x-amz-date` and `x-amz-security-token`; names in lower case. */
  headers: z.record(z.string(), z.string()),
  /** Base64; empty where there is none. */
  body: z.string(),
  /** What the signature is for: the scope of the credential. */
  signingRegion: z.string(),
  signingService: z.string(),
});
export type UnsignedRequest = z.infer<typeof UnsignedRequest>;
