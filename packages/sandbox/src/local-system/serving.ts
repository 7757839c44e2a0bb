import type { SiteConfig } from "@lab-grader/core/contracts/site-config";
import type { LocalFunction } from "../runtime/local-function.ts";
import { type LocalApi, startLocalApi } from "./local-api.ts";
import { localSiteConfig } from "./local-sign-in.ts";
import { startLocalSite } from "./local-site.ts";
import type { People } from "./people.ts";

/** What of the local system a browser talks to. */
export interface Serving {
  readonly api: LocalApi;
  /** Of the web application, whoever serves it; absent: there is none. */
  readonly siteUrl: string | undefined;
}

export interface ServingOptions {
  readonly apiPort?: number;
  readonly siteDirectory?: string | Promise<string>;
  readonly sitePort?: number;
  readonly siteOrigin?: string;
  readonly integration: Pick<LocalFunction, "invoke">;
  readonly people: People;
  readonly atClose: (cleanup: () => unknown) => void;
}

/** The web application first: the API must know its address. @throws Error where a port is taken. */
export async function startServing(options: ServingOptions): Promise<Serving> {
  const { apiPort = 0, sitePort = 0, siteDirectory: directory, siteOrigin, atClose } = options;
  const { integration, people } = options;
  const config = Promise.withResolvers<SiteConfig>();
  const site =
    directory === undefined
      ? undefined
      : await startLocalSite({ port: sitePort, directory, config: config.promise });
  if (site) atClose(() => site.close());
  const siteUrl = site?.url ?? siteOrigin;
  const api = await startLocalApi({ port: apiPort, integration, people, siteOrigin: siteUrl });
  atClose(() => api.close());
  config.resolve(localSiteConfig(api.url));
  return { api, siteUrl };
}
