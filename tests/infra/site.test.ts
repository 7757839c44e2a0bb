import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { siteOutput } from "./build-site.ts";
import { fileOfRequest } from "./site-requests.ts";
import { stageNames } from "./stages.ts";
import { accountId, type Resource, region } from "./synthesize.ts";
import { synthesized } from "./synthesized.ts";

const Headers = z.object({
  securityHeadersConfig: z.object({
    contentSecurityPolicy: z.object({
      contentSecurityPolicy: z.string(),
      override: z.literal(true),
    }),
    contentTypeOptions: z.object({ override: z.literal(true) }),
    frameOptions: z.object({ frameOption: z.literal("DENY") }),
    referrerPolicy: z.object({ referrerPolicy: z.literal("no-referrer") }),
    strictTransportSecurity: z.object({ accessControlMaxAgeSec: z.number().min(31_536_000) }),
  }),
  customHeadersConfig: z.object({
    items: z.array(z.object({ header: z.string(), value: z.string(), override: z.literal(true) })),
  }),
});

const Distribution = z.object({
  comment: z.string(),
  aliases: z.array(z.string()).default([]),
  defaultCacheBehavior: z.object({
    allowedMethods: z.array(z.string()),
    viewerProtocolPolicy: z.literal("redirect-to-https"),
    responseHeadersPolicyId: z.string(),
  }),
});

const Files = z.object({
  files: z.array(z.object({ key: z.string(), cacheControl: z.string(), contentType: z.string() })),
});

/** SST adds a denial of what is not encrypted on its way, so it is no policy of allowances only. */
const BucketPolicy = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(
    z.object({
      Statement: z.array(z.looseObject({ Effect: z.enum(["Allow", "Deny"]) })),
    }),
  )
  .transform(({ Statement }) => Statement);

function ofSite({ resource }: { readonly resource: Resource }): boolean {
  return resource.name.startsWith("SiteAssets");
}

describe.each(stageNames)("the site of %s", (stage) => {
  const app = synthesized(stage);
  const [headers] = app.all("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", Headers);
  const [distribution] = app.all("aws:cloudfront/distribution:Distribution", Distribution);
  const policy = headers?.securityHeadersConfig.contentSecurityPolicy.contentSecurityPolicy ?? "";

  it("is served with the security headers, by https, to whoever only reads", () => {
    expect(distribution?.defaultCacheBehavior).toMatchObject({
      allowedMethods: ["GET", "HEAD"],
      responseHeadersPolicyId: `lab-grader-${stage}-site-id`,
    });
    expect(distribution?.comment).toBe(`lab-grader-${stage}-site`);
    expect(headers?.customHeadersConfig.items.map(({ header }) => header)).toEqual([
      "permissions-policy",
      "cross-origin-opener-policy",
      "cross-origin-resource-policy",
    ]);
  });

  it("runs nothing but its own files, and speaks with its API and the sign-in only", () => {
    const directives = Object.fromEntries(
      policy.split("; ").map((directive) => {
        const [name = "", ...sources] = directive.split(" ");
        return [name, sources];
      }),
    );

    const api =
      stage === "staging"
        ? "https://api.grader.example.edu"
        : `https://*.execute-api.${region}.amazonaws.com`;
    const signIn = `https://lab-grader-${stage}-${accountId}.auth.${region}.amazoncognito.com`;
    expect(directives).toEqual({
      "default-src": ["'none'"],
      "script-src": ["'self'"],
      "style-src": ["'self'"],
      "connect-src": ["'self'", api, signIn],
      "img-src": ["'self'", "data:"],
      "font-src": ["'self'"],
      "base-uri": ["'none'"],
      "form-action": ["'none'"],
      "frame-ancestors": ["'none'"],
    });
    expect(app.outputs.signIn).toBe(signIn);
  });

  it("names the API and the sign-in where the pages look for them", () => {
    const [config] = app
      .all(
        "aws:s3/bucketObjectv2:BucketObjectv2",
        z.object({
          key: z.string(),
          content: z.string().optional(),
          cacheControl: z.string().optional(),
        }),
      )
      .filter(({ key }) => key === "config.json");

    expect(config?.cacheControl).toBe("no-cache");
    expect(JSON.parse(config?.content ?? "")).toEqual({
      stage,
      apiUrl: app.outputs.api,
      signInUrl: app.outputs.signIn,
      clientId: app.outputs.browserClient,
      commandLineClientId: app.outputs.commandLineClient,
    });
  });

  it("keeps its bucket to the distributions of this account", () => {
    const [bucket] = app
      .all("aws:s3/bucket:Bucket", z.object({ bucket: z.string() }))
      .filter(ofSite);
    const blocks = app
      .all("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", z.object({}))
      .filter(ofSite);
    const policies = app.all("aws:s3/bucketPolicy:BucketPolicy", z.object({ policy: z.string() }));

    expect(bucket?.bucket).toContain("siteassets");
    expect(blocks.map(({ resource }) => resource.inputs)).toEqual([
      {
        bucket: bucket?.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
    ]);
    const statements = policies
      .filter(ofSite)
      .flatMap(({ policy: text }) => BucketPolicy.parse(text));
    expect(statements).toHaveLength(2);
    expect(statements.filter(({ Effect }) => Effect === "Allow")).toMatchObject([
      {
        Action: ["s3:GetObject"],
        Principal: { Service: ["cloudfront.amazonaws.com"] },
        Condition: {
          ArnLike: { "aws:SourceArn": [`arn:aws:cloudfront::${accountId}:distribution/*`] },
        },
      },
    ]);
    const cors = app.all("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", z.object({}));
    expect(cors.filter(ofSite)).toEqual([]);
  });

  it("serves what changes under one name fresh, and the rest for ever", () => {
    const [uploaded] = app
      .all("pulumi-nodejs:dynamic:Resource", z.unknown())
      .filter(({ resource }) => resource.name.endsWith("BucketFiles"));
    const files = Files.parse(uploaded?.resource.inputs).files;
    const ofKey = (key: string) => files.find((file) => file.key === key);

    expect(ofKey("labgrader.mjs")).toMatchObject({
      cacheControl: "no-cache",
      contentType: "text/javascript; charset=utf-8",
    });
    expect(ofKey("index.html")?.cacheControl).toBe("no-cache");
    const forEver = files.filter(({ cacheControl }) => cacheControl.includes("immutable"));
    expect(forEver.length).toBeGreaterThan(1);
    for (const { key } of forEver) expect(key).toMatch(/^assets\/.+-[\w-]{8}\.\w+$/);
  });

  it.each(["/", "/signed-in", "/assignments/asg_0123456789ab", "/labs/keys/versions/1.0.0"])(
    "answers the application at %s",
    async (path) => {
      expect(await fileOfRequest(app, path)).toBe("/index.html");
    },
  );

  it.each(["/config.json", "/labgrader.mjs", "/labgrader.mjs.map", "/assets/index-GoneGone.js"])(
    "answers no page in the place of the file %s",
    async (path) => {
      expect(await fileOfRequest(app, path)).toBe(path);
    },
  );

  it("answers at the operator's domain where there is one", () => {
    const domain = stage === "staging" ? ["grader.example.edu"] : [];

    expect(distribution?.aliases).toEqual(domain);
    if (stage === "staging") expect(app.outputs.site).toBe("https://grader.example.edu");
  });
});

describe("the pages of the site", () => {
  it("have no script or style that the content security policy refuses", async () => {
    const page = await readFile(`${siteOutput}/index.html`, "utf8");

    expect(page.match(/<script(?![^>]* src="\/assets\/)[^>]*>/g)).toBeNull();
    expect(page).not.toMatch(/<style|style="|\son\w+="|javascript:|data:/);
    expect(page).toMatch(/<script type="module"[^>]* src="\/assets\//);
  });
});
