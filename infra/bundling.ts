/**
 * Where else the SDK would look for credentials. On Lambda they are in the environment
 * (docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), so none of these is ever
 * loaded; bundled, they would drag the protocols of SSO, STS and sign-in into every cold start.
 */
const neverLoadedOnLambda = [
  "@aws-sdk/credential-provider-http",
  "@aws-sdk/credential-provider-ini",
  "@aws-sdk/credential-provider-login",
  "@aws-sdk/credential-provider-process",
  "@aws-sdk/credential-provider-sso",
  "@aws-sdk/credential-provider-web-identity",
  // Tells browsers apart.
  "bowser",
];

/** How every function is bundled: by SST when it deploys, by tests and measurements without it. */
export const bundling = {
  format: "esm" as const,
  minify: true,
  splitting: true,
  sourcemap: true,
  esbuild: {
    external: neverLoadedOnLambda,
    // A call per function and class, for names that the source maps give back in stack traces.
    keepNames: false,
  },
};
