/** An app client of the sign-in, with the addresses that it may send a browser back to. */
export interface SignInClient {
  readonly clientId: string;
  isCallback(redirectUri: string): boolean;
  /** Where a browser may go after signing out; absent: nowhere. */
  readonly logoutUri?: string;
}

/** Tokens without a page are made for it too. */
export const commandLineClientId = "local";
/** Of the web application. */
export const siteClientId = "local-site";

/** Both clients of infra/identity.ts. `siteOrigin` absent: there is no web application. */
export function signInClients(siteOrigin: string | undefined): readonly SignInClient[] {
  return [
    {
      clientId: commandLineClientId,
      // Whatever port a program has found free: datatracker.ietf.org/doc/html/rfc8252#section-7.3
      isCallback: (uri) => /^http:\/\/(localhost|127\.0\.0\.1):\d{1,5}\/signed-in$/.test(uri),
    },
    {
      clientId: siteClientId,
      isCallback: (uri) => siteOrigin !== undefined && uri === `${siteOrigin}/signed-in`,
      ...(siteOrigin === undefined ? {} : { logoutUri: siteOrigin }),
    },
  ];
}
