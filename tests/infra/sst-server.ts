import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import * as z from "zod";
import { bundleFunction } from "../bundles/bundle.ts";

const Call = z.object({ method: z.string(), params: z.tuple([z.unknown()]) });
const Target = z.object({ functionID: z.string(), handler: z.string() });

/** What `sst` itself answers to the components of its program, while it deploys. */
export async function startSstServer(
  root: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const { method, params } = Call.parse(JSON.parse(await text(request)));
    const answer = await answerCall(root, method, params[0]).then(
      (result) => ({ result, error: null }),
      (error: unknown) => ({ error: String(error) }),
    );
    // The program ends when nothing is left to do; an open connection would be something.
    response.setHeader("connection", "close");
    response.end(JSON.stringify(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.close();
      await once(server, "close");
    },
  };
}

async function answerCall(root: string, method: string, argument: unknown): Promise<object> {
  switch (method) {
    case "Provider.Aws.Bootstrap":
      return {
        asset: "assets",
        state: "state",
        assetEcrRegistryId: "",
        assetEcrUrl: "",
        appsyncHttp: "",
        appsyncRealtime: "",
      };
    case "Runtime.Build":
      return bundleOnce(root, Target.parse(argument));
    default:
      return {};
  }
}

const bundles = new Map<string, Promise<object>>();

/** Every stage deploys the same code: one bundle does for all. */
function bundleOnce(root: string, target: z.infer<typeof Target>): Promise<object> {
  const known = bundles.get(target.functionID);
  if (known) return known;
  const bundling = bundleHandler(root, target);
  bundles.set(target.functionID, bundling);
  return bundling;
}

async function bundleHandler(
  root: string,
  { functionID, handler }: z.infer<typeof Target>,
): Promise<object> {
  const [entry, name] = splitHandler(handler);
  const out = `${root}/.sst/synthesis/${functionID}`;
  const { exports } = await bundleFunction(`${entry}.ts`, out);
  const errors = exports.includes(name) ? [] : [`${entry}.ts exports no ${name}`];
  return { handler: `bundle.${name}`, out, errors, sourcemaps: [] };
}

/** `packages/functions/src/grader.handler` is the export `handler` of a module. */
function splitHandler(handler: string): readonly [string, string] {
  const dot = handler.lastIndexOf(".");
  return [handler.slice(0, dot), handler.slice(dot + 1)];
}
