import type { Problem } from "@lab-grader/core/contracts/http";
import {
  describeProblemCode,
  type ProblemCode,
  problemType,
} from "@lab-grader/core/contracts/problems";
import type { ReasonParams } from "@lab-grader/core/grading/outcome";
import { InvalidCursorError } from "@lab-grader/core/storage/cursor";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

export type HttpResponse = APIGatewayProxyStructuredResultV2;

/** The only error whose text leaves the service. Its texts come from the catalogue of problems. */
export class VisibleError extends Error {
  readonly code: ProblemCode;
  readonly params: ReasonParams;
  readonly path: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    options: {
      params?: ReasonParams;
      /** Where in the request: `body.stage`. */
      path?: string;
      headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(code);
    this.name = "VisibleError";
    this.code = code;
    this.params = options.params ?? {};
    this.path = options.path;
    this.headers = options.headers ?? {};
  }
}

export function jsonResponse(
  statusCode: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    statusCode,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
    body: JSON.stringify(body),
  };
}

/** The problem that an error is for the caller: what isn't visible is our fault, in fixed words. */
export function problemResponse(error: unknown, requestId: string): HttpResponse {
  const { code, params, path, headers } = visibleError(error);
  const { status, title, detail } = describeProblemCode(code, params);
  const problem: Problem = {
    type: problemType(code),
    title,
    status,
    code,
    detail,
    ...(path === undefined ? {} : { path }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
    requestId,
  };
  return {
    statusCode: status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...headers,
    },
    body: JSON.stringify(problem),
  };
}

/** The error as the caller may see it. */
export function visibleError(error: unknown): VisibleError {
  if (error instanceof VisibleError) return error;
  if (error instanceof InvalidCursorError)
    return new VisibleError("cursor.invalid", { path: "query.cursor" });
  return new VisibleError("internal.fault");
}
