import type { AwsOperation, HttpBinding, Json, JsonObject } from "../service.ts";
import type { SignedRequest } from "../sigv4.ts";
import type { HttpAnswer } from "./http-answer.ts";
import { jsonBodyOf } from "./json-body.ts";
import { matchPath } from "./path-template.ts";
import type { Protocol } from "./protocol.ts";

/**
 * AWS restJson1: smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 *
 * Method and path name the operation, as its `http` declares. The input is the JSON body together
 * with what the path, the query and the headers say, which are texts.
 */
export const restJsonProtocol: Protocol = {
  findOperation: (request, { operations = {} }) => {
    const { path } = takeApart(request);
    const found = Object.entries(operations)
      .filter(([, { http }]) => http?.method === request.method)
      .filter(([, { http }]) => matchPath(http?.path ?? "", path) !== undefined)
      .sort(([, a], [, b]) => labelsOf(a) - labelsOf(b));
    return found[0]?.[0] ?? `${request.method} ${path}`;
  },
  decodeInput: (request, { http }) =>
    http === undefined ? jsonBodyOf(request) : boundInput(request, http),
  encodeAnswer: ({ output, requestId }) => answer(200, output, requestId),
  encodeError: (error, requestId) => {
    const body = { ...error.members, message: error.message };
    const encoded = answer(error.httpStatus, body, requestId);
    return { ...encoded, headers: { ...encoded.headers, "x-amzn-errortype": error.code } };
  },
};

function boundInput(request: SignedRequest, http: HttpBinding): JsonObject {
  const { path, query } = takeApart(request);
  return {
    ...jsonBodyOf(request),
    ...matchPath(http.path, path),
    ...queryMembers(query, http.query ?? {}),
    ...headerMembers(request, http.headers ?? {}),
  };
}

function queryMembers(query: URLSearchParams, names: Readonly<Record<string, string>>): JsonObject {
  const members: JsonObject = {};
  for (const [parameter, member] of Object.entries(names)) {
    const values = query.getAll(parameter);
    if (member.endsWith("[]") && values.length > 0) {
      members[member.slice(0, -2)] = values;
      continue;
    }
    const [value] = values;
    if (value !== undefined) {
      members[member] = value;
    }
  }
  return members;
}

function headerMembers(
  { headers }: SignedRequest,
  names: Readonly<Record<string, string>>,
): JsonObject {
  const members: [string, Json][] = [];
  for (const [header, member] of Object.entries(names)) {
    const value = headers[header.toLowerCase()];
    if (typeof value === "string") {
      members.push([member, value]);
    }
  }
  return Object.fromEntries(members);
}

/** `/findings/import` names another operation than `/findings/{Id}`. */
function labelsOf({ http }: AwsOperation): number {
  return http?.path.split("{").length ?? 0;
}

function takeApart({ url }: SignedRequest): { path: string; query: URLSearchParams } {
  const [path = "/", query = ""] = url.split(/\?(.*)/s);
  return { path, query: new URLSearchParams(query) };
}

function answer(status: number, content: object, requestId: string): HttpAnswer {
  return {
    status,
    headers: { "content-type": "application/json", "x-amzn-requestid": requestId },
    body: JSON.stringify(content),
  };
}
