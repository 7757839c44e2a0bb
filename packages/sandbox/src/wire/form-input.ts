import type { Json, JsonObject } from "../service.ts";
import type { SignedRequest } from "../sigv4.ts";

/** The form in the body of a request of the query protocols. */
export function formOf(request: SignedRequest): URLSearchParams {
  return new URLSearchParams(request.body.toString("utf8"));
}

/** A member of the form with members of its own, before it is known whether it is a list. */
export interface FormNode {
  [name: string]: string | FormNode;
}

/** The numbered members of a list, or `undefined` for a structure. */
type FindList = (node: FormNode) => FormNode | undefined;

/** The dotted names of a form as the nested input of an operation; every leaf is a text. */
export function nestForm(form: URLSearchParams, findList: FindList): JsonObject {
  const root: FormNode = Object.create(null);
  for (const [name, value] of form) {
    if (name !== "Action" && name !== "Version") {
      put(root, name.split("."), value);
    }
  }
  return structure(root, findList);
}

function put(target: FormNode, path: readonly string[], value: string): void {
  const [name, ...rest] = path;
  if (name === undefined) {
    return;
  }
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const existing = target[name];
  const child: FormNode = typeof existing === "object" ? existing : Object.create(null);
  target[name] = child;
  put(child, rest, value);
}

function structure(node: FormNode, findList: FindList): JsonObject {
  const members = Object.entries(node);
  return Object.fromEntries(members.map(([name, member]) => [name, toJson(member, findList)]));
}

function toJson(node: string | FormNode, findList: FindList): Json {
  if (typeof node === "string") {
    return node;
  }
  const list = findList(node);
  if (list === undefined) {
    return structure(node, findList);
  }
  return Object.entries(list)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, entry]) => toJson(entry, findList));
}
