import { createContext, runInContext } from "node:vm";
import * as z from "zod";
import type { Synthesized } from "./synthesized.ts";

const RequestFunction = z.object({ code: z.string() });
const KeyValues = z.object({ namespace: z.string(), entries: z.record(z.string(), z.string()) });
const Answered = z.object({ uri: z.string() });

/**
 * Which file of the site's bucket a request gets: runs the code that CloudFront runs before its
 * cache. docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
export async function fileOfRequest(app: Synthesized, path: string): Promise<string> {
  const [request] = app.all("aws:cloudfront/function:Function", RequestFunction);
  const [values] = app.resources
    .filter(({ name }) => name.includes("KvKeys"))
    .flatMap(({ inputs }) => KeyValues.safeParse(inputs).data ?? []);
  const cf = {
    kvs: () => ({
      get: async (key: string) => {
        const value = values?.entries[key.replace(`${values.namespace}:`, "")];
        if (value === undefined) throw new Error(`there is no ${key}`);
        return value;
      },
    }),
    updateRequestOrigin: () => undefined,
  };
  const code = String(request?.code).replace('import cf from "cloudfront";', "");
  // Where there is a domain, CloudFront's own name is refused.
  const { host } = new URL(z.string().parse(app.outputs.site));
  const headers = { host: { value: host } };
  const event = { request: { method: "GET", uri: path, headers, cookies: {} } };
  const context = createContext({ cf, event, decodeURIComponent });
  return Answered.parse(await runInContext(`${code}\nhandler(event)`, context)).uri;
}
