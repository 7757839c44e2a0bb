import * as z from "zod";
import type { SchoolLogin } from "../../infra/operator-settings.ts";
import { type Finding, reasonOf } from "./finding.ts";

const timeoutMs = 10_000;
const Discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url({ protocol: /^https$/ }),
  token_endpoint: z.url({ protocol: /^https$/ }),
  jwks_uri: z.url({ protocol: /^https$/ }),
  claims_supported: z.array(z.string()).optional(),
});

/** Reads what the school publishes of its login, as Cognito will at the deployment. */
export async function checkSchoolLogin(
  login: SchoolLogin,
  claim: string,
  request: typeof fetch,
): Promise<readonly Finding[]> {
  switch (login.kind) {
    case "oidc":
      return await checkDiscovery({ ...login, claim }, request);
    case "saml":
      return await checkMetadata(login.metadataUrl, request);
    default:
      return login satisfies never;
  }
}

async function checkDiscovery(
  { issuer, claim }: { readonly issuer: string; readonly claim: string },
  request: typeof fetch,
): Promise<readonly Finding[]> {
  const check = "School's login, OpenID Connect";
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const expected = "its OpenID Connect discovery document";
  const change = "LAB_GRADER_OIDC_ISSUER, to what the school calls its issuer";
  const read = await readText(address, request);
  if (!read.ok) return [{ check, status: "failed", found: read.problem, expected, change }];
  const parsed = Discovery.safeParse(jsonOf(read.text));
  if (!parsed.success) {
    const lacking = [...new Set(parsed.error.issues.map(({ path }) => path.join(".")))].join(", ");
    const found = `${address} lacks ${lacking || "everything: it is no JSON object"}`;
    return [{ check, status: "failed", found, expected, change }];
  }
  const { issuer: named, claims_supported: claims } = parsed.data;
  if (named !== issuer) {
    const found = `${address} is of the issuer ${named}`;
    return [{ check, status: "failed", found, expected: `one of ${issuer}`, change }];
  }
  if (claims && !claims.includes(claim)) {
    const found = `${issuer} does not list the claim ${claim}; it lists ${claims.join(", ")}`;
    const chosen = "LAB_GRADER_LOGIN_CLAIM, unless the school sends it all the same";
    return [{ check, status: "warning", found, change: chosen }];
  }
  return [{ check, status: "ok", found: `${issuer} answers` }];
}

async function checkMetadata(address: string, request: typeof fetch): Promise<readonly Finding[]> {
  const check = "School's login, SAML";
  const change = "LAB_GRADER_SAML_METADATA_URL, to the metadata of the school's identity provider";
  const expected = "SAML metadata of an identity provider";
  const read = await readText(address, request);
  if (!read.ok) return [{ check, status: "failed", found: read.problem, expected, change }];
  const lacking = ["EntityDescriptor", "IDPSSODescriptor", "SingleSignOnService", "X509Certificate"]
    // Names of XML elements may have a prefix: <md:EntityDescriptor …>
    .filter((element) => !new RegExp(`<(?:[\\w.-]+:)?${element}[\\s>]`).test(read.text));
  const entity = /\bentityID\s*=\s*["']([^"']+)["']/.exec(read.text)?.[1];
  if (lacking.length > 0 || entity === undefined) {
    const found = `${address} lacks ${lacking.length > 0 ? lacking.join(", ") : "an entityID"}`;
    return [{ check, status: "failed", found, expected, change }];
  }
  return [{ check, status: "ok", found: `${entity} answers` }];
}

async function readText(
  address: string,
  request: typeof fetch,
): Promise<{ ok: true; text: string } | { ok: false; problem: string }> {
  try {
    const answer = await request(address, { signal: AbortSignal.timeout(timeoutMs) });
    if (answer.ok) return { ok: true, text: await answer.text() };
    return { ok: false, problem: `${address} answers ${answer.status}` };
  } catch (fault) {
    const cause = fault instanceof Error && fault.cause ? fault.cause : fault;
    return { ok: false, problem: `${address} can't be reached (${reasonOf(cause)})` };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
