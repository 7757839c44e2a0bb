import type { Deployment } from "../deployment.ts";
import type { KeyValueStore } from "./stored.ts";

export const deployment: Deployment = {
  stage: "staging",
  apiUrl: "https://api.example.edu",
  signInUrl: "https://sign-in.example.edu",
  clientId: "browser",
};

/** A store as a browser's. */
export function aStore(): KeyValueStore {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

/** An access token as Cognito's; nobody has signed it. */
export function aToken(login: string, number = 0): string {
  const claims = { login, "cognito:groups": ["learner"], number };
  return `header.${base64url(JSON.stringify(claims))}.signature`;
}

/** Of text whose characters are bytes: datatracker.ietf.org/doc/html/rfc4648#section-5 */
export function base64url(bytes: string): string {
  return btoa(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
