import { accountId, region, stage } from "./deployment.ts";

/** Of Cognito's own sign-in pages. Put together here, so that the site need not wait for the pool. */
export const signInPrefix = $interpolate`${$app.name}-${stage}-${accountId}`;
export const signInUrl = $interpolate`https://${signInPrefix}.auth.${region}.amazoncognito.com`;
