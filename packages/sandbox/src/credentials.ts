import { randomBytes } from "node:crypto";
import type { Account } from "./accounts.ts";
import type { Caller } from "./callers.ts";

/** A key that can sign requests. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Present for temporary credentials only. */
  readonly sessionToken?: string;
  readonly account: Account;
  readonly caller: Caller;
}

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** An id as IAM makes them: a prefix that tells the kind, then 16 (keys) or 17 characters. */
export function uniqueId(prefix: "AROA" | "AIDA" | "ANPA" | "ASIA"): string {
  const length = prefix === "ASIA" ? 16 : 17;
  const characters = Array.from(randomBytes(length), (byte) => base32[byte % base32.length]);
  return prefix + characters.join("");
}

/** Key, secret and token of a new session. */
export function randomSessionKeys(): {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
} {
  return {
    accessKeyId: uniqueId("ASIA"),
    secretAccessKey: randomBytes(30).toString("base64"),
    sessionToken: randomBytes(192).toString("base64"),
  };
}
