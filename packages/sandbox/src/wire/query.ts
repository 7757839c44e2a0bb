import type { Json, JsonObject } from "../service.ts";
import type { SignedRequest } from "../sigv4.ts";
import type { HttpAnswer } from "./http-answer.ts";
import type { Protocol, ServiceFormat } from "./protocol.ts";

/** AWS query: form in, XML out: smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const queryProtocol: Protocol = {
  findOperation: (request) => formOf(request).get("Action") ?? undefined,
  decodeInput: (request) => nest(formOf(request)),
  encodeAnswer: ({ operation, output, requestId, format }) => {
    const result = `<${operation}Result>${members(output)}</${operation}Result>`;
    const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
    return answer(200, `${operation}Response`, result + metadata, requestId, format);
  },
  encodeError: (error, requestId, format) => {
    const type = error.httpStatus < 500 ? "Sender" : "Receiver";
    const details = members({ Type: type, Code: error.code, Message: error.message });
    const body = `<Error>${details}</Error><RequestId>${requestId}</RequestId>`;
    return answer(error.httpStatus, "ErrorResponse", body, requestId, format);
  },
};

function formOf(request: SignedRequest): URLSearchParams {
  return new URLSearchParams(request.body.toString("utf8"));
}

type Nested = string | { [name: string]: Nested };

/** `Tags.member.1.Key=a` becomes `{ Tags: [{ Key: "a" }] }`; every leaf is a text. */
function nest(form: URLSearchParams): JsonObject {
  const root: { [name: string]: Nested } = Object.create(null);
  for (const [name, value] of form) {
    if (name !== "Action" && name !== "Version") {
      put(root, name.split("."), value);
    }
  }
  return structure(root);
}

function put(target: { [name: string]: Nested }, path: readonly string[], value: string): void {
  const [name, ...rest] = path;
  if (name === undefined) {
    return;
  }
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const existing = target[name];
  const child: { [name: string]: Nested } =
    typeof existing === "object" ? existing : Object.create(null);
  target[name] = child;
  put(child, rest, value);
}

function structure(node: { [name: string]: Nested }): JsonObject {
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, toJson(value)]));
}

function toJson(node: Nested): Json {
  if (typeof node === "string") {
    return node;
  }
  const list = node.member;
  if (list === undefined || typeof list === "string" || Object.keys(node).length > 1) {
    return structure(node);
  }
  return Object.entries(list)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, entry]) => toJson(entry));
}

function answer(
  status: number,
  element: string,
  content: string,
  requestId: string,
  { xmlNamespace }: ServiceFormat,
): HttpAnswer {
  const namespace = xmlNamespace === undefined ? "" : ` xmlns="${xmlNamespace}"`;
  return {
    status,
    headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
    body: `<${element}${namespace}>${content}</${element}>\n`,
  };
}

function members(value: JsonObject): string {
  return Object.entries(value)
    .map(([name, member]) => `<${name}>${xmlOf(member)}</${name}>`)
    .join("");
}

function xmlOf(value: Json): string {
  if (Array.isArray(value)) {
    return value.map((entry) => `<member>${xmlOf(entry)}</member>`).join("");
  }
  if (typeof value === "object" && value !== null) {
    return members(value);
  }
  return escapeXml(String(value ?? ""));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
