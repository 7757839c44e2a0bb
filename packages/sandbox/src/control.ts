import type { Account, Accounts } from "./accounts.ts";
import type { CallLog } from "./call-log.ts";
import type { PublishedEvents } from "./services/events/published-events.ts";
import type { SignedRequest } from "./sigv4.ts";
import { parseSwitches } from "./switches.ts";
import type { HttpAnswer } from "./wire/http-answer.ts";

/** Paths of the sandbox's own API begin with this; AWS has none like it. */
export const controlPrefix = "/_sandbox/";

/**
 * The sandbox's own small API: accounts, their switches, the log of calls, and the events that were
 * published. No AWS, no signature.
 */
export function createControl(options: {
  readonly accounts: Accounts;
  readonly calls: CallLog;
  readonly publishedEvents: PublishedEvents;
}): (request: SignedRequest) => HttpAnswer {
  const { accounts, calls, publishedEvents } = options;
  return (request) => {
    const url = new URL(request.url, "http://localhost");
    const path = url.pathname.slice(controlPrefix.length);
    if (isForeign(request)) {
      return problem(403, "only programs on this machine may call the sandbox, not web pages");
    }
    if (path === "accounts" && request.method === "GET") {
      return json(200, { accounts: accounts.all().map(summaryOf) });
    }
    if (path === "calls" && request.method === "GET") {
      return json(200, { total: calls.total, calls: calls.list(accountIn(url)) });
    }
    if (path === "events" && request.method === "GET") {
      return json(200, { events: publishedEvents.list(accountIn(url)) });
    }
    const accountId = /^accounts\/([^/]+)\/switches$/.exec(path)?.[1];
    if (accountId !== undefined) {
      const account = accounts.find(accountId);
      return account === undefined
        ? problem(404, `no account ${accountId} in the local sandbox`)
        : switchesAnswer(request, account);
    }
    return problem(
      404,
      `no ${request.method} ${url.pathname}; there are GET accounts, GET calls?accountId=, GET events?accountId=, GET and PUT accounts/{accountId}/switches, each under ${controlPrefix}`,
    );
  };
}

function switchesAnswer(request: SignedRequest, account: Account): HttpAnswer {
  if (request.method === "GET") {
    return json(200, account.switches);
  }
  if (request.method !== "PUT") {
    return problem(405, `${request.method} is not possible here; there are GET and PUT`);
  }
  const result = parseSwitches(jsonOf(request.body));
  if (!result.ok) {
    return problem(400, result.problems.join("\n"));
  }
  account.replaceSwitches(result.switches);
  return json(200, account.switches);
}

function accountIn(url: URL): { accountId?: string } {
  const accountId = url.searchParams.get("accountId");
  return accountId === null ? {} : { accountId };
}

/** A page in a browser could otherwise change the sandbox behind the developer's back. */
function isForeign({ headers }: SignedRequest): boolean {
  const hostname = String(headers.host).replace(/:\d+$/, "");
  return headers.origin !== undefined || !["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** `undefined` is refused by the schema, with its words. */
function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function summaryOf(account: Account): object {
  return {
    accountId: account.accountId,
    accessKeyIds: [...account.accessKeys.keys()],
    roleNames: [...account.roles.keys()],
    switches: account.switches,
  };
}

function json(status: number, content: object): HttpAnswer {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: `${JSON.stringify(content, null, 2)}\n`,
  };
}

function problem(status: number, detail: string): HttpAnswer {
  return {
    ...json(status, { status, detail }),
    headers: { "content-type": "application/problem+json" },
  };
}
