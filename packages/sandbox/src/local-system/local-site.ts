import { createHash } from "node:crypto";
import type { SiteConfig } from "@lab-grader/core/contracts/site-config";
import { siteDelivery, siteHeaders } from "@lab-grader/core/contracts/site-headers";
import { type HttpRequest, type HttpResult, startHttpServer } from "../http-server.ts";
import { configPath } from "../runtime/http-gateway.ts";
import { contentTypeOf, openSiteFiles, type SiteFiles } from "./site-files.ts";

/** The web application, served as CloudFront does in AWS. */
export interface LocalSite {
  /** `http://localhost:4602`, also the origin of its pages. */
  readonly url: string;
  close(): Promise<void>;
}

export interface LocalSiteOptions {
  /** 0: any free one. */
  readonly port: number;
  /** What the site's build wrote; requests wait for a build that still runs. */
  readonly directory: string | Promise<string>;
  /** For `/config.json`; requests wait for it. */
  readonly config: Promise<SiteConfig>;
}

/**
 * Listens on the loopback addresses.
 * @throws Error that names the port, if it is taken, or the directory, if no site is in it.
 */
export async function startLocalSite({
  port,
  directory,
  config,
}: LocalSiteOptions): Promise<LocalSite> {
  const opening = Promise.resolve(directory).then(openSiteFiles);
  if (typeof directory === "string") await opening;
  // Whoever builds hears of a build that fails; here, only requests do.
  opening.catch(() => undefined);
  const server = await startHttpServer({
    port,
    clock: Date.now,
    answer: async (request) => {
      const [files, known] = await Promise.all([opening, config]);
      const host = `localhost:${server.port}`;
      return await answerRequest(request, { files, config: known, host });
    },
  });
  return { url: `http://localhost:${server.port}`, close: server.close };
}

interface Site {
  readonly files: SiteFiles;
  readonly config: SiteConfig;
  readonly host: string;
}

async function answerRequest(request: HttpRequest, site: Site): Promise<HttpResult> {
  const { origin } = new URL(site.config.apiUrl);
  const answer = await answerPath(request, site);
  return {
    ...answer,
    headers: { ...siteHeaders({ apiSource: origin, signInSource: origin }), ...answer.headers },
  };
}

async function answerPath(request: HttpRequest, site: Site): Promise<HttpResult> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return { status: 405, headers: { allow: "GET, HEAD" }, body: "" };
  }
  // The API takes calls of one origin only: the same page at 127.0.0.1 could do nothing.
  if (request.headers.host !== site.host) {
    return { status: 307, headers: { location: `http://${site.host}${request.url}` }, body: "" };
  }
  const path = pathOf(request.url);
  if (path === undefined) return { status: 400, headers: {}, body: "" };
  if (path === configPath) {
    return file(request, path, Buffer.from(JSON.stringify(site.config)));
  }
  const found = await site.files.read(path);
  if (found) return file(request, path, found);
  if (siteDelivery.filePaths.some((start) => path.startsWith(start))) {
    return { status: 404, headers: { "cache-control": siteDelivery.fresh }, body: "" };
  }
  const page = await site.files.read("/index.html");
  return page
    ? file(request, "/index.html", page)
    : { status: 404, headers: { "cache-control": siteDelivery.fresh }, body: "" };
}

function file({ headers }: HttpRequest, path: string, content: Buffer): HttpResult {
  const etag = `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;
  const isImmutable = path.startsWith(`/${siteDelivery.immutableFiles}`);
  const validity = {
    etag,
    "cache-control": isImmutable ? siteDelivery.immutable : siteDelivery.fresh,
  };
  return headers["if-none-match"] === etag
    ? { status: 304, headers: validity, body: "" }
    : { status: 200, headers: { ...validity, "content-type": contentTypeOf(path) }, body: content };
}

/** `undefined` where it can't be decoded. */
function pathOf(url: string): string | undefined {
  const [path = "/"] = url.split(/[?#]/);
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
