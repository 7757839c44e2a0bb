import type { Endpoint } from "@lab-grader/core/contracts/endpoint";
import type { World } from "./world.ts";

/** What an operation is asked with. */
export interface Request {
  readonly as: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** Absent where the operation takes none. */
  readonly body?: unknown;
}

/** How a request differs from what a client would send. */
export interface Change {
  readonly as?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** Sent as it is. */
  readonly text?: string;
  /** `undefined` leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
  /** `undefined` where there is no body. */
  readonly json: unknown;
}

let keys = 0;

/** Asks an operation with a request that is changed in one way. */
export async function ask(
  world: World,
  endpoint: Endpoint,
  request: Request,
  change: Change = {},
): Promise<Answer> {
  const { as, params, query, body } = { ...request, ...change };
  const { text = body === undefined ? undefined : JSON.stringify(body) } = change;
  keys += 1;
  const headers = {
    authorization: `Bearer ${await world.tokenOf(as)}`,
    ...(text === undefined ? {} : { "content-type": "application/json" }),
    ...(endpoint.isIdempotent ? { "idempotency-key": `key-${keys}` } : {}),
    ...change.headers,
  };
  const response = await fetch(
    `${world.system.apiUrl}${pathOf(endpoint, params)}${textOf(query)}`,
    {
      method: endpoint.method,
      headers: Object.entries(headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] satisfies [string, string]],
      ),
      ...(text === undefined ? {} : { body: text }),
    },
  );
  const answered = await response.text();
  return {
    status: response.status,
    mediaType: (response.headers.get("content-type") ?? "").split(";")[0] ?? "",
    text: answered,
    json: answered === "" ? undefined : JSON.parse(answered),
  };
}

function pathOf({ path }: Endpoint, params: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? ""));
}

function textOf(query: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  );
  return members.length === 0 ? "" : `?${members.join("&")}`;
}
