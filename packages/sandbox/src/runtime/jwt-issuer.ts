import { createHash, randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from "jose";

/** Issues what Cognito would: access tokens of people who have signed in. */
export interface JwtIssuer {
  /** The `iss` of every token. */
  readonly issuer: string;
  /** The app client that a token is made for where no other is named. */
  readonly clientId: string;
  /** The public key, as `/.well-known/jwks.json` serves it. */
  readonly jwks: JSONWebKeySet;
  issueToken(person: {
    readonly login: string;
    readonly groups: readonly string[];
    readonly clientId?: string;
  }): Promise<string>;
}

export interface JwtIssuerOptions {
  readonly issuer: string;
  readonly clientId?: string;
  /** How long a token is valid; default 3600. */
  readonly validSeconds?: number;
  /** Milliseconds since the epoch; default `Date.now`. */
  readonly clock?: () => number;
}

/** A key is made at each start: tokens of an earlier local system are worth nothing. */
export async function createJwtIssuer(options: JwtIssuerOptions): Promise<JwtIssuer> {
  const { issuer, clientId = "local", validSeconds = 3600, clock = Date.now } = options;
  // API Gateway takes RSA signatures only: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const kid = randomUUID();
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" }] };
  return {
    issuer,
    clientId,
    jwks,
    issueToken: ({ login, groups, clientId: askedBy = clientId }) => {
      const now = Math.floor(clock() / 1000);
      return new SignJWT({
        "cognito:groups": [...groups],
        client_id: askedBy,
        token_use: "access",
        scope: "aws.cognito.signin.user.admin",
        auth_time: now,
        username: login,
        // What packages/functions/src/sign-in-token.ts adds there.
        login,
      })
        .setProtectedHeader({ alg: "RS256", kid })
        .setSubject(subjectOf(login))
        .setIssuer(issuer)
        .setIssuedAt(now)
        .setExpirationTime(now + validSeconds)
        .setJti(randomUUID())
        .sign(privateKey);
    },
  };
}

/** A UUID that stays the same for a login, as a person's `sub` does. */
function subjectOf(login: string): string {
  const hex = createHash("sha256").update(login).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
