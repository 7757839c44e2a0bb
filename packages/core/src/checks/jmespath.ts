import jmespath from "jmespath";
import { Json } from "../json.ts";

declare module "jmespath" {
  /** Missing in the published types. @throws Error for what is not an expression */
  function compile(expression: string): unknown;
}

export type Computed = { readonly ok: true; readonly value: Json } | { readonly ok: false };

/** What a JMESPath expression gives of a document; not `ok` where it can't be computed of it. */
export function computedOf(expression: string, document: Json): Computed {
  try {
    const value = Json.safeParse(jmespath.search(document, expression));
    return value.success ? { ok: true, value: value.data } : { ok: false };
  } catch (error) {
    // The library throws plain errors for a wrong type of argument, and for nothing else here.
    if (error instanceof Error) return { ok: false };
    throw error;
  }
}

/** Why a text is no JMESPath expression, or one that no document can satisfy; for its author. */
export function expressionProblem(expression: string): string | undefined {
  let tree: unknown;
  try {
    tree = jmespath.compile(expression);
  } catch (error) {
    return `not a JMESPath expression: ${messageOf(error)}`;
  }
  return calledFunctions(tree).map(callProblem).find(Boolean);
}

interface CalledFunction {
  readonly name: string;
  readonly arguments: number;
}

function calledFunctions(node: unknown): readonly CalledFunction[] {
  if (Array.isArray(node)) return node.flatMap(calledFunctions);
  if (typeof node !== "object" || node === null) return [];
  const type: unknown = Reflect.get(node, "type");
  const name: unknown = Reflect.get(node, "name");
  const children: unknown = Reflect.get(node, "children");
  const below = type === "Literal" ? [] : Object.values(node).flatMap(calledFunctions);
  if (type !== "Function" || typeof name !== "string" || !Array.isArray(children)) return below;
  return [{ name, arguments: children.length }, ...below];
}

/** Called with nothing, a function complains of its name or of the number of arguments first. */
function callProblem(called: CalledFunction): string | undefined {
  const nothing = Array.from({ length: called.arguments }, () => "`null`").join(", ");
  try {
    jmespath.search(null, `${called.name}(${nothing})`);
  } catch (error) {
    const message = messageOf(error);
    if (/^(Unknown function|ArgumentError)/.test(message)) return message;
  }
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
