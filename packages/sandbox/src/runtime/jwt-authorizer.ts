import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from "jose";

/** Claims as API Gateway hands them on: every value is a text. */
export type JwtClaims = Readonly<Record<string, string>>;

export type Authorized =
  | { readonly ok: true; readonly claims: JwtClaims }
  /** `challenge` is the `www-authenticate` header of the answer 401. */
  | { readonly ok: false; readonly challenge: string };

/** Looks at an Authorization header, with or without `Bearer`. */
export type JwtAuthorizer = (authorization: string | undefined) => Promise<Authorized>;

/** The JWT authorizer of an HTTP API: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
export function createJwtAuthorizer(options: {
  readonly issuer: string;
  /** `aud`, or in a token without it `client_id`, must be one of these. */
  readonly audience: readonly string[];
  readonly jwks: JSONWebKeySet;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}): JwtAuthorizer {
  const { issuer, audience, clock } = options;
  const keySet = createLocalJWKSet(options.jwks);
  return async (authorization) => {
    const token = authorization?.replace(/^Bearer +/i, "").trim();
    if (token === undefined || token === "") {
      return { ok: false, challenge: "Bearer" };
    }
    try {
      const { payload } = await jwtVerify(token, keySet, {
        issuer,
        algorithms: ["RS256"],
        requiredClaims: ["exp"],
        currentDate: new Date(clock()),
      });
      const meant = [payload.aud ?? payload.client_id].flat();
      return meant.some((one) => typeof one === "string" && audience.includes(one))
        ? { ok: true, claims: claimTexts(payload) }
        : refused("the token does not have a valid audience");
    } catch (error) {
      if (error instanceof errors.JOSEError) {
        return refused(descriptionOf(error));
      }
      throw error;
    }
  };
}

function refused(description: string): Authorized {
  const challenge = `Bearer scope="" error="invalid_token" error_description="${description}"`;
  return { ok: false, challenge };
}

function descriptionOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) {
    return "the token has expired";
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "iss") {
    return "the issuer of the token is not valid";
  }
  return "the token is not valid";
}

function claimTexts(claims: Readonly<Record<string, unknown>>): JwtClaims {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, textOf(value)]));
}

/** As API Gateway writes claims that are not texts: a list becomes `[a b]`, an object `map[a:b]`. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(textOf).join(" ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([name, member]) => `${name}:${textOf(member)}`);
    return `map[${members.join(" ")}]`;
  }
  return String(value);
}
