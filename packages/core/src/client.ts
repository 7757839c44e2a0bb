import type * as z from "zod";
import type { Endpoint, ParamsOf } from "./contracts/endpoint.ts";
import { oneTimePath } from "./contracts/endpoints/one-time.ts";
import { getSubmission } from "./contracts/endpoints/submissions.ts";
import { Problem } from "./contracts/http.ts";
import { describeProblemCode, problemType } from "./contracts/problems.ts";
import type { SubmissionView } from "./views/submission-view.ts";

/** What is used of the platform's `fetch`. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;

export interface ClientOptions {
  /** Without the `/v1`: `http://localhost:4601`. */
  readonly baseUrl: string;
  readonly fetch: Fetch;
  /** Asked for every request, so that a token may be renewed meanwhile. */
  readonly token: () => Promise<string>;
  /** The token is a one-time token of a lab's page: good for one submission of one stage. */
  readonly isOneTime?: boolean;
}

/** A refusal or a fault that the API explained. Decide by `problem.code`. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.title}. ${problem.detail}`);
    this.name = "ApiProblem";
    this.problem = problem;
  }
}

/** Something answered that is not the API, or not this version of it. */
export class UnreadableAnswer extends Error {
  readonly status: number;

  constructor(request: string, status: number, options?: { cause: unknown }) {
    super(
      `${request} was answered with status ${status} and a body that is not the API's.`,
      options,
    );
    this.name = "UnreadableAnswer";
    this.status = status;
  }
}

export type SubmissionAnswer =
  | {
      readonly status: "changed";
      readonly view: SubmissionView;
      readonly etag: string | undefined;
      /** Ask again after this; absent when it is closed. */
      readonly retryAfterSeconds: number | undefined;
    }
  | { readonly status: "unchanged"; readonly retryAfterSeconds: number | undefined };

/** What an operation is called with; members that it doesn't have are left out. */
export type CallOf<E extends Endpoint> =
  E extends Endpoint<infer Path, infer Query, infer Body>
    ? (unknown extends ParamsOf<Path> ? { params?: never } : { params: ParamsOf<Path> }) &
        (z.input<Body> extends undefined ? { body?: never } : { body: z.input<Body> }) & {
          query?: z.input<Query>;
          /** Required where the operation is idempotent by it. */
          idempotencyKey?: string;
        }
    : never;

/**
 * The API. Operations are those of `contracts/endpoints`.
 * @throws ApiProblem for every refusal and fault that the API explained.
 * @throws UnreadableAnswer when the answer is not the API's. What `fetch` throws passes through.
 */
export interface Client {
  call<
    Path extends string,
    Query extends z.ZodType,
    Body extends z.ZodType,
    Answer extends z.ZodType,
  >(
    endpoint: Endpoint<Path, Query, Body, Answer>,
    request: CallOf<Endpoint<Path, Query, Body, Answer>>,
  ): Promise<z.output<Answer>>;
  /** With the etag of the last answer: `unchanged` when nothing is new. */
  getSubmission(submissionId: string, etag?: string): Promise<SubmissionAnswer>;
}

export function createClient(options: ClientOptions): Client {
  return {
    call: async (endpoint, request) =>
      parseAnswer(endpoint.answer, await send(options, requestOf(endpoint, request))),
    getSubmission: async (submissionId, etag) => {
      const answer = await send(options, {
        ...requestOf(getSubmission, { params: { submissionId } }),
        headers: etag === undefined ? {} : { "if-none-match": etag },
      });
      const { retryAfterSeconds } = answer;
      if (answer.status === 304) return { status: "unchanged", retryAfterSeconds };
      const view = parseAnswer(getSubmission.answer, answer);
      return { status: "changed", view, etag: answer.etag, retryAfterSeconds };
    },
  };
}

interface CallRequest {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
}

function requestOf(endpoint: Endpoint, { params, query, body, idempotencyKey }: CallRequest) {
  const values = new Map(Object.entries(params ?? {}));
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String(values.get(name))),
  );
  return {
    method: endpoint.method,
    path: `${path}${queryText(query ?? {})}`,
    headers: {
      ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

interface Answer {
  readonly request: string;
  readonly status: number;
  readonly etag: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly text: string;
}

async function send(
  { baseUrl, fetch, token, isOneTime = false }: ClientOptions,
  request: { method: string; path: string; headers?: Record<string, string>; body?: string },
): Promise<Answer> {
  const { method, path, headers, body } = request;
  const response = await fetch(`${baseUrl}${isOneTime ? oneTimePath(path) : path}`, {
    method,
    headers: {
      accept: "application/json, application/problem+json",
      authorization: `Bearer ${await token()}`,
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  const answer = {
    request: `${method} ${path}`,
    status: response.status,
    etag: response.headers.get("etag") ?? undefined,
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
    text: await response.text(),
  };
  if (answer.status === 401) throw new ApiProblem(problemIn(answer.text) ?? signInFirst);
  if (answer.status >= 400) throw new ApiProblem(parseAnswer(Problem, answer));
  return answer;
}

// The gateway itself refuses a token that is missing or has ended, in words of its own.
const signInFirst: Problem = {
  type: problemType("auth.required"),
  code: "auth.required",
  ...describeProblemCode("auth.required", {}),
  requestId: "",
};

function problemIn(text: string): Problem | undefined {
  try {
    return Problem.safeParse(JSON.parse(text)).data;
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

function parseAnswer<Schema extends z.ZodType>(schema: Schema, answer: Answer): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(answer.text));
  } catch (cause) {
    throw new UnreadableAnswer(answer.request, answer.status, { cause });
  }
}

function queryText(query: unknown): string {
  const members = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  );
  return members.length === 0 ? "" : `?${members.join("&")}`;
}
