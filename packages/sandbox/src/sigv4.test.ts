import { describe, expect, it } from "vitest";
import { findSignatureProblem, parseAuthorization, type SignedRequest } from "./sigv4.ts";

// AWS's own example of a signed request (test suite "post-vanilla" and "get-vanilla-query-order-key"):
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
const exampleSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const exampleScope = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
const signedAt = Date.parse("2015-08-30T12:36:00Z");

function aRequest(method: string, url: string, signature: string): SignedRequest {
  return {
    method,
    url,
    headers: {
      host: "example.amazonaws.com",
      "x-amz-date": "20150830T123600Z",
      authorization: `AWS4-HMAC-SHA256 Credential=${exampleScope}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
    },
    body: Buffer.alloc(0),
  };
}

function problemOf(
  request: SignedRequest,
  secret = exampleSecret,
  now = signedAt,
): string | undefined {
  const result = parseAuthorization(request.url, request.headers);
  if (result.kind !== "signed") {
    throw new Error(`authorization is ${result.kind}`);
  }
  return findSignatureProblem(request, result.authorization, secret, now);
}

describe("findSignatureProblem", () => {
  it.each([
    ["GET", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
    ["POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
    [
      "GET",
      "/?Param2=value2&Param1=value1",
      "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    ],
  ])("accepts AWS's own example %s %s", (method, url, signature) => {
    expect(problemOf(aRequest(method, url, signature))).toBeUndefined();
  });

  it("refuses another secret, another method and another body", () => {
    const signature = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    const request = aRequest("GET", "/", signature);

    expect(problemOf(request, "another")).toMatch(/does not match/);
    expect(problemOf({ ...request, method: "POST" })).toMatch(/does not match/);
    expect(problemOf({ ...request, body: Buffer.from("x") })).toMatch(/does not match/);
  });

  it("refuses a scope of another day than the date of the request", () => {
    const request = aRequest("GET", "/", "0".repeat(64));
    const headers = { ...request.headers, "x-amz-date": "20150831T123600Z" };

    expect(problemOf({ ...request, headers })).toMatch(/X-Amz-Date/);
  });
});

describe("parseAuthorization", () => {
  it.each([
    ["missing", "/", {}],
    ["presigned", "/?X-Amz-Signature=ab", {}],
    ["incomplete", "/", { authorization: "Bearer abc" }],
    ["incomplete", "/", { authorization: "AWS4-HMAC-SHA256 Credential=a/b" }],
  ] as const)("finds it %s at %s", (kind, url, headers) => {
    expect(parseAuthorization(url, headers)).toEqual({ kind });
  });
});
