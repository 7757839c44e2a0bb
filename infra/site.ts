import { accountId, nameOf, region, settings } from "./deployment.ts";
import { signInUrl } from "./sign-in-domain.ts";

/**
 * The API that pages may call. Without a domain of its own the API's address is known only after
 * the API, which needs this site's address for CORS: then any HTTP API of the region.
 */
const apiSource =
  settings.apiDomain === undefined
    ? $interpolate`https://*.execute-api.${region}.amazonaws.com`
    : `https://${settings.apiDomain}`;

const contentSecurityPolicy = $interpolate`default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ${apiSource} ${signInUrl}; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const twoYearsSeconds = 2 * 365 * 86_400;

const headers = new aws.cloudfront.ResponseHeadersPolicy("SiteHeaders", {
  name: nameOf("site"),
  comment: `Security headers of ${nameOf("site")}`,
  securityHeadersConfig: {
    contentSecurityPolicy: { contentSecurityPolicy, override: true },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: "DENY", override: true },
    referrerPolicy: { referrerPolicy: "no-referrer", override: true },
    strictTransportSecurity: {
      accessControlMaxAgeSec: twoYearsSeconds,
      includeSubdomains: true,
      override: true,
    },
  },
  customHeadersConfig: {
    items: [
      {
        header: "permissions-policy",
        value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        override: true,
      },
      { header: "cross-origin-opener-policy", value: "same-origin", override: true },
      { header: "cross-origin-resource-policy", value: "same-origin", override: true },
    ],
  },
});

/** The web pages, and the command line as one file. */
export const site = new sst.aws.StaticSite("Site", {
  path: "packages/dashboard",
  build: { command: "npm run build", output: "dist" },
  // Its own type file would lie among the sources.
  vite: { types: "../../.sst/site-env.d.ts" },
  ...(settings.siteDomain === undefined ? {} : { domain: settings.siteDomain }),
  assets: {
    // Written after the API is there: infra/site-deployment.ts.
    routes: ["config.json"],
    // What comes later in this list wins.
    fileOptions: [
      { files: "**", cacheControl: "no-cache" },
      { files: "assets/**", cacheControl: "public,max-age=31536000,immutable" },
      {
        files: "labgrader.mjs",
        cacheControl: "no-cache",
        contentType: "text/javascript; charset=utf-8",
      },
    ],
  },
  transform: {
    assets: (bucket) => {
      // The pages read it through the distribution only, and SST would let those of every account in.
      bucket.cors = false;
      bucket.access = undefined;
      bucket.policy = [
        {
          principals: [{ type: "service", identifiers: ["cloudfront.amazonaws.com"] }],
          actions: ["s3:GetObject"],
          paths: ["*"],
          conditions: [
            {
              test: "ArnLike",
              variable: "aws:SourceArn",
              values: [$interpolate`arn:aws:cloudfront::${accountId}:distribution/*`],
            },
          ],
        },
      ];
      return undefined;
    },
    cdn: (cdn) => {
      cdn.comment = nameOf("site");
      cdn.defaultCacheBehavior = $output(cdn.defaultCacheBehavior).apply((behavior) => ({
        ...behavior,
        allowedMethods: ["GET", "HEAD"],
        responseHeadersPolicyId: headers.id,
      }));
      return undefined;
    },
  },
});

/** Web pages that may call the API and receive sign-ins: the site, and what the operator adds. */
export const webOrigins = [site.url, ...settings.allowedOrigins];
