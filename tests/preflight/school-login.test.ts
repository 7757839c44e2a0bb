import { describe, expect, it } from "vitest";
import { checkSchoolLogin } from "../../scripts/preflight/school-login.ts";

const issuer = "https://login.example.edu";
const oidc = { kind: "oidc", issuer, clientId: "lab-grader" } as const;
const saml = { kind: "saml", metadataUrl: `${issuer}/metadata` } as const;

const discovery = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
};
const metadata = `<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${issuer}/idp">
  <md:IDPSSODescriptor><md:KeyDescriptor><ds:X509Certificate>MII</ds:X509Certificate></md:KeyDescriptor>
  <md:SingleSignOnService Location="${issuer}/sso"/></md:IDPSSODescriptor>
</md:EntityDescriptor>`;

/** A school that publishes only this. */
function publishing(address: string, body: string): typeof fetch {
  return async (asked) =>
    String(asked) === address ? new Response(body) : new Response("", { status: 404 });
}

const ofIssuer = (document: object) =>
  publishing(`${issuer}/.well-known/openid-configuration`, JSON.stringify(document));

describe("checkSchoolLogin", () => {
  it("takes a discovery document of the very issuer", async () => {
    const [finding] = await checkSchoolLogin(oidc, "preferred_username", ofIssuer(discovery));

    expect(finding?.status).toBe("ok");
  });

  it.each([
    ["of another issuer", { ...discovery, issuer: `${issuer}/` }, "is of the issuer"],
    ["without keys", { ...discovery, jwks_uri: undefined }, "lacks jwks_uri"],
    ["without https", { ...discovery, token_endpoint: "http://x.example.edu" }, "lacks token_end"],
  ])("refuses a document %s", async (_kind, document, found) => {
    const [finding] = await checkSchoolLogin(oidc, "preferred_username", ofIssuer(document));

    expect(finding).toMatchObject({ status: "failed", found: expect.stringContaining(found) });
  });

  it("warns where the school does not list the configured claim", async () => {
    const document = { ...discovery, claims_supported: ["sub", "email"] };

    const [finding] = await checkSchoolLogin(oidc, "preferred_username", ofIssuer(document));

    expect(finding).toMatchObject({
      status: "warning",
      found: expect.stringContaining("it lists sub, email"),
    });
  });

  it("takes the metadata of a SAML identity provider, and no other page", async () => {
    const [good] = await checkSchoolLogin(saml, "uid", publishing(saml.metadataUrl, metadata));
    const [page] = await checkSchoolLogin(saml, "uid", publishing(saml.metadataUrl, "<html/>"));

    expect(good).toMatchObject({ status: "ok", found: `${issuer}/idp answers` });
    expect(page).toMatchObject({
      status: "failed",
      found: expect.stringContaining("lacks EntityDescriptor"),
    });
  });

  it("says where nobody answers", async () => {
    const unreachable: typeof fetch = async () => {
      throw new TypeError("fetch failed", { cause: new Error("getaddrinfo ENOTFOUND") });
    };

    const [missing] = await checkSchoolLogin(oidc, "uid", publishing("https://x.example", ""));
    const [silent] = await checkSchoolLogin(saml, "uid", unreachable);

    expect(missing?.found).toMatch(/openid-configuration answers 404$/);
    expect(silent?.found).toContain("can't be reached (getaddrinfo ENOTFOUND)");
  });
});
