import { validateHeaderName, validateHeaderValue } from "node:http";
import * as z from "zod";
import type { HttpResult } from "../http-server.ts";

const ProxyResult = z.object({
  statusCode: z.int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});
type ProxyResult = z.infer<typeof ProxyResult>;

/**
 * From a function's result to HTTP: whatever has no `statusCode` is the body of a 200.
 * @returns `undefined` where API Gateway finds the result malformed.
 */
export function answerOf(result: unknown): HttpResult | undefined {
  if (typeof result !== "object" || result === null || !("statusCode" in result)) {
    const body = typeof result === "string" ? result : JSON.stringify(result);
    return { status: 200, headers: { "content-type": "application/json" }, body };
  }
  const parsed = ProxyResult.safeParse(result);
  if (!parsed.success) {
    return undefined;
  }
  const headers = headersOf(parsed.data);
  const { statusCode, body, isBase64Encoded } = parsed.data;
  return headers === undefined
    ? undefined
    : {
        status: statusCode,
        headers,
        body: isBase64Encoded === true ? Buffer.from(body ?? "", "base64") : (body ?? ""),
      };
}

function headersOf({ headers, cookies }: ProxyResult): HttpResult["headers"] | undefined {
  const given = Object.entries(headers ?? {}).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    String(value),
  ]);
  try {
    for (const [name, value] of given) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
  } catch {
    return undefined;
  }
  // The server sets the length itself.
  const passed = given.filter(([name]) => name !== "content-length");
  return {
    "content-type": "text/plain;charset=utf-8",
    ...Object.fromEntries(passed),
    ...(cookies == null || cookies.length === 0 ? {} : { "set-cookie": cookies }),
  };
}
