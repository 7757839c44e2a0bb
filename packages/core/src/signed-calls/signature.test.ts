import { describe, expect, it } from "vitest";
import { readSignature, type Signature } from "./signature.ts";
import type { UnsignedRequest } from "./unsigned-request.ts";

const now = "2026-03-01T12:00:00.000Z";
const request: UnsignedRequest = {
  ...{ method: "POST", protocol: "https:", host: "iam.amazonaws.com", path: "/", query: {} },
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: "",
  ...{ signingRegion: "us-east-1", signingService: "iam" },
};

function aSignature(
  values: Partial<Signature> & { scope?: string; headers?: string } = {},
): Signature {
  const { scope = "20260301/us-east-1/iam", headers = "content-type;host;x-amz-date" } = values;
  return {
    authorization:
      values.authorization ??
      `AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/${scope}/aws4_request, SignedHeaders=${headers}, Signature=${"a".repeat(64)}`,
    amzDate: values.amzDate ?? "20260301T120000Z",
    ...(values.securityToken === undefined ? {} : { securityToken: values.securityToken }),
  };
}

describe("readSignature", () => {
  it("takes one for the request that was made just now", () => {
    expect(readSignature(request, aSignature(), now)).toEqual({
      status: "fitting",
      accessKeyId: "AKIAEXAMPLE",
      signature: "a".repeat(64),
    });
  });

  it.each<[string, Parameters<typeof aSignature>[0], string]>([
    ["of another service", { scope: "20260301/us-east-1/sts" }, "signed.signature_elsewhere"],
    ["of another region", { scope: "20260301/eu-west-1/iam" }, "signed.signature_elsewhere"],
    ["of another day", { scope: "20260228/us-east-1/iam" }, "signed.signature_malformed"],
    ["without the host", { headers: "content-type;x-amz-date" }, "signed.signature_malformed"],
    [
      "over more headers",
      { headers: "content-type;host;x-amz-date;x-amz-target" },
      "signed.signature_malformed",
    ],
    ["with a token that is not signed", { securityToken: "token" }, "signed.signature_malformed"],
    ["that is none", { authorization: "Bearer x" }, "signed.signature_malformed"],
    [
      "with a line break",
      { authorization: `${aSignature().authorization}\r\nhost: evil` },
      "signed.signature_malformed",
    ],
    ["that is too old", { amzDate: "20260301T115459Z" }, "signed.signature_expired"],
    ["of the future", { amzDate: "20260301T120501Z" }, "signed.signature_expired"],
    ["of no time", { amzDate: "20260301T999999Z" }, "signed.signature_expired"],
  ])("refuses one %s", (_, values, code) => {
    expect(readSignature(request, aSignature(values), now)).toEqual({ status: "refused", code });
  });
});
