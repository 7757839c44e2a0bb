import * as z from "zod";
import type { ProblemCode } from "./problems.ts";

export const groups = ["learner", "instructor", "admin"] as const;
/** What a token says of a person; who may see which cohort is decided by the cohort. */
export type Group = (typeof groups)[number];

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The names in braces of an address: `{assignmentId}`. */
export type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Readonly<Record<Name, string>> & ParamsOf<Rest>
  : unknown;

const NoQuery = z.strictObject({});
const NoBody = z.undefined();

/**
 * One operation of the API, as data: the function is bound to it, the client calls it, OpenAPI is
 * written from it. So none of the three can say something else than the others.
 */
export interface Endpoint<
  Path extends string = string,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** The operation's id in OpenAPI: `listAssignments`. */
  readonly name: string;
  readonly method: Method;
  /** `/v1/assignments/{assignmentId}/gradebook` */
  readonly path: Path;
  /** What it does, one sentence for users of the API. */
  readonly summary: string;
  /** Everybody else is refused as `auth.forbidden`. */
  readonly groups: readonly Group[];
  readonly query: Query;
  readonly body: Body;
  /** Larger bodies are refused as `request.too_large`. */
  readonly largestBodyBytes: number;
  /** The header `Idempotency-Key` is required. */
  readonly isIdempotent: boolean;
  /** Answers carry an `ETag`; named in `If-None-Match`: 304 without a body while nothing is new. */
  readonly hasETag: boolean;
  /** Every answer of success has this shape. */
  readonly answer: Answer;
  /** The statuses of success, the usual one first. */
  readonly statuses: readonly number[];
  /** Codes that this operation answers, beyond those that every one may. */
  readonly problems: readonly ProblemCode[];
}

/** Every body but evidence and rosters is small. */
const usualBodyBytes = 64 * 1024;

/** Fills in what most operations have in common. */
export function defineEndpoint<
  const Path extends string,
  Answer extends z.ZodType,
  Query extends z.ZodType = typeof NoQuery,
  Body extends z.ZodType = typeof NoBody,
>(endpoint: {
  readonly name: string;
  readonly method: Method;
  readonly path: Path;
  readonly summary: string;
  readonly groups: readonly Group[];
  readonly answer: Answer;
  readonly query?: Query;
  readonly body?: Body;
  readonly largestBodyBytes?: number;
  readonly isIdempotent?: true;
  readonly hasETag?: true;
  readonly statuses?: readonly number[];
  readonly problems?: readonly ProblemCode[];
}): Endpoint<Path, Query, Body, Answer>;
export function defineEndpoint(
  endpoint: Pick<Endpoint, "name" | "method" | "path" | "summary" | "groups" | "answer"> &
    Partial<Endpoint>,
): Endpoint {
  return {
    query: NoQuery,
    body: NoBody,
    largestBodyBytes: usualBodyBytes,
    isIdempotent: false,
    hasETag: false,
    statuses: [200],
    problems: [],
    ...endpoint,
  };
}

/** Whether requests to it carry a JSON body. */
export function takesBody({ body }: Pick<Endpoint, "body">): boolean {
  return body !== NoBody;
}

/** What everybody who signs in may ask, as far as it is theirs. */
export const everybody: readonly Group[] = [...groups];
export const staff = ["instructor", "admin"] as const satisfies readonly Group[];
