import { siteDelivery, siteHeaders } from "@lab-grader/core/contracts/site-headers";
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

const sent = $util
  .all([apiSource, signInUrl])
  .apply(([api, signIn]) => siteHeaders({ apiSource: api, signInSource: signIn }));

const twoYearsSeconds = 2 * 365 * 86_400;

/** Those that CloudFront has no setting of its own for. */
const plainHeaders = [
  "permissions-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
] as const;

const headers = new aws.cloudfront.ResponseHeadersPolicy("SiteHeaders", {
  name: nameOf("site"),
  comment: `Security headers of ${nameOf("site")}`,
  securityHeadersConfig: {
    contentSecurityPolicy: {
      contentSecurityPolicy: sent["content-security-policy"],
      override: true,
    },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: sent["x-frame-options"], override: true },
    referrerPolicy: { referrerPolicy: sent["referrer-policy"], override: true },
    strictTransportSecurity: {
      accessControlMaxAgeSec: twoYearsSeconds,
      includeSubdomains: true,
      override: true,
    },
  },
  customHeadersConfig: {
    items: plainHeaders.map((header) => ({ header, value: sent[header], override: true })),
  },
});

/** The web application, and the command line as one file. */
export const site = new sst.aws.StaticSite("Site", {
  path: "packages/dashboard",
  build: { command: "npm run build", output: "dist" },
  // Its own type file would lie among the sources.
  vite: { types: "../../.sst/site-env.d.ts" },
  ...(settings.siteDomain === undefined ? {} : { domain: settings.siteDomain }),
  assets: {
    // Whatever else is not among the built files is answered with index.html. infra/site-deployment.ts
    // writes config.json after the API is there.
    routes: [...siteDelivery.filePaths],
    // What comes later in this list wins.
    fileOptions: [
      { files: "**", cacheControl: siteDelivery.fresh },
      { files: `${siteDelivery.immutableFiles}**`, cacheControl: siteDelivery.immutable },
      {
        files: "labgrader.mjs",
        cacheControl: siteDelivery.fresh,
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
