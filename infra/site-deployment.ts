import { api } from "./api.ts";
import { stage } from "./deployment.ts";
import { browserClient, commandLineClient } from "./identity.ts";
import { signInUrl } from "./sign-in-domain.ts";
import { site } from "./site.ts";

const bucket = site.nodes.assets;
if (!bucket) throw new Error("The site has no bucket of its own.");

/** What the pages and the command line ask first; packages/dashboard/src/deployment.ts reads it. */
new aws.s3.BucketObjectv2("SiteConfig", {
  bucket: bucket.name,
  key: "config.json",
  content: $jsonStringify({
    stage,
    apiUrl: api.url,
    signInUrl,
    clientId: browserClient.id,
    commandLineClientId: commandLineClient.id,
  }),
  contentType: "application/json",
  cacheControl: "no-cache",
});
