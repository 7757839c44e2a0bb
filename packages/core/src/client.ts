import type * as z from "zod";
import {
  AssignmentList,
  CohortList,
  GradebookPage,
  LabReceipt,
  Problem,
  SubmissionList,
  SubmissionReceipt,
} from "./contracts/http.ts";
import { describeProblemCode, problemType } from "./contracts/problems.ts";
import type { Json } from "./json.ts";
import type { Answers } from "./lab/answers.ts";
import { SubmissionView } from "./views/submission-view.ts";

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

/**
 * The API as functions.
 * @throws ApiProblem for every refusal and fault that the API explained.
 * @throws UnreadableAnswer when the answer is not the API's. What `fetch` throws passes through.
 */
export interface Client {
  submit(submission: {
    assignmentId: string;
    stage: string;
    /** To the stage's questions, by criterion id. */
    answers?: Answers | undefined;
    /** The same key and stage never make a second submission. */
    idempotencyKey: string;
  }): Promise<SubmissionReceipt>;
  /** With the etag of the last answer: `unchanged` when nothing is new. */
  getSubmission(submissionId: string, etag?: string): Promise<SubmissionAnswer>;
  listAssignments(query?: { lab?: string }): Promise<AssignmentList>;
  listSubmissions(
    assignmentId: string,
    query?: { learner?: string; cursor?: string },
  ): Promise<SubmissionList>;
  listCohorts(): Promise<CohortList>;
  getGradebook(
    assignmentId: string,
    query?: { cursor?: string; limit?: number },
  ): Promise<GradebookPage>;
  /** `source` is `lab.yaml` as data. Repeatable. */
  publishLab(source: Json): Promise<LabReceipt>;
}

export function createClient(options: ClientOptions): Client {
  const get = async <Schema extends z.ZodType>(schema: Schema, path: string) =>
    parseAnswer(schema, await send(options, { method: "GET", path }));

  return {
    submit: async ({ assignmentId, stage, answers, idempotencyKey }) => {
      const answer = await send(options, {
        method: "POST",
        path: `/v1/assignments/${encodeURIComponent(assignmentId)}/submissions`,
        headers: { "idempotency-key": idempotencyKey, "content-type": "application/json" },
        body: JSON.stringify({ stage, answers }),
      });
      return parseAnswer(SubmissionReceipt, answer);
    },
    getSubmission: async (submissionId, etag) => {
      const answer = await send(options, {
        method: "GET",
        path: `/v1/submissions/${encodeURIComponent(submissionId)}`,
        ...(etag === undefined ? {} : { headers: { "if-none-match": etag } }),
      });
      const { retryAfterSeconds } = answer;
      if (answer.status === 304) return { status: "unchanged", retryAfterSeconds };
      const view = parseAnswer(SubmissionView, answer);
      return { status: "changed", view, etag: answer.etag, retryAfterSeconds };
    },
    listAssignments: (query = {}) => get(AssignmentList, `/v1/assignments${queryText(query)}`),
    listSubmissions: (assignmentId, query = {}) =>
      get(
        SubmissionList,
        `/v1/assignments/${encodeURIComponent(assignmentId)}/submissions${queryText(query)}`,
      ),
    listCohorts: () => get(CohortList, "/v1/cohorts"),
    getGradebook: (assignmentId, query = {}) =>
      get(
        GradebookPage,
        `/v1/assignments/${encodeURIComponent(assignmentId)}/gradebook${queryText(query)}`,
      ),
    publishLab: async (source) => {
      const answer = await send(options, {
        method: "POST",
        path: "/v1/labs",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ source }),
      });
      return parseAnswer(LabReceipt, answer);
    },
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
  { baseUrl, fetch, token }: ClientOptions,
  request: { method: string; path: string; headers?: Record<string, string>; body?: string },
): Promise<Answer> {
  const { method, path, headers, body } = request;
  const response = await fetch(`${baseUrl}${path}`, {
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
  if (answer.status === 401) throw new ApiProblem(signInFirst);
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

function parseAnswer<Schema extends z.ZodType>(schema: Schema, answer: Answer): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(answer.text));
  } catch (cause) {
    throw new UnreadableAnswer(answer.request, answer.status, { cause });
  }
}

function queryText(query: Readonly<Record<string, string | number | undefined>>): string {
  const members = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return members.length === 0 ? "" : `?${members.join("&")}`;
}
