import { type Condition, findValueProblem, isOperator } from "./condition.ts";
import { isSupportedConditionKey } from "./condition-keys.ts";
import type { PolicyKind } from "./document.ts";
import { propertiesOf, refuse, textsOf } from "./grammar.ts";
import { type PrincipalPattern, parsePrincipals } from "./principal.ts";

/** One statement, with every list a list. Exactly one of each pair (`actions`, `notActions`) is there. */
export interface Statement {
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly principals?: readonly PrincipalPattern[];
  readonly notPrincipals?: readonly PrincipalPattern[];
  readonly conditions: readonly Condition[];
}

/** In the order in which AWS gives the elements of a statement back. */
export const statementElements = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/** @throws PolicyRefusal */
export function parseStatement(value: unknown, path: string, kind: PolicyKind): Statement {
  const elements = propertiesOf(value, path, statementElements);
  const effect = elements.Effect;
  if (effect !== "Allow" && effect !== "Deny") {
    return refuse("malformed", `${path}.Effect`, "expected Allow or Deny");
  }
  return {
    ...sidOf(elements.Sid, path),
    effect,
    ...actionsOf(elements, path),
    ...resourcesOf(elements, path, kind),
    ...principalsOf(elements, path, kind),
    conditions: conditionsOf(elements.Condition, `${path}.Condition`),
  };
}

function sidOf(sid: unknown, path: string): { sid?: string } {
  if (sid === undefined || sid === "") {
    return {};
  }
  return typeof sid === "string" ? { sid } : refuse("malformed", `${path}.Sid`, "expected a text");
}

function actionsOf(
  elements: Record<string, unknown>,
  path: string,
): Pick<Statement, "actions" | "notActions"> {
  const name = oneOf(elements, path, "Action", "NotAction");
  const actions = textsOf(elements[name], `${path}.${name}`);
  const wrong = actions.find((action) => !/^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/.test(action));
  if (wrong !== undefined) {
    refuse("malformed", `${path}.${name}`, `${JSON.stringify(wrong)} is not <service>:<action>`);
  }
  return name === "Action" ? { actions } : { notActions: actions };
}

function resourcesOf(
  elements: Record<string, unknown>,
  path: string,
  kind: PolicyKind,
): Pick<Statement, "resources" | "notResources"> {
  if (kind === "trust") {
    const present = ["Resource", "NotResource"].find((name) => elements[name] !== undefined);
    return present === undefined
      ? {}
      : refuse("malformed", `${path}.${present}`, "has prohibited field Resource");
  }
  const name = oneOf(elements, path, "Resource", "NotResource");
  const resources = textsOf(elements[name], `${path}.${name}`);
  const wrong = resources.find((resource) => resource !== "*" && !/^arn:/.test(resource));
  if (wrong !== undefined) {
    const message = `Resource ${wrong} must be in ARN format or "*".`;
    refuse("malformed", `${path}.${name}`, message);
  }
  return name === "Resource" ? { resources } : { notResources: resources };
}

function principalsOf(
  elements: Record<string, unknown>,
  path: string,
  kind: PolicyKind,
): Pick<Statement, "principals" | "notPrincipals"> {
  if (kind === "identity") {
    const present = ["Principal", "NotPrincipal"].find((name) => elements[name] !== undefined);
    return present === undefined
      ? {}
      : refuse(
          "malformed",
          `${path}.${present}`,
          "Policy document should not specify a principal.",
        );
  }
  const name = oneOf(elements, path, "Principal", "NotPrincipal");
  const principals = parsePrincipals(elements[name], `${path}.${name}`);
  return name === "Principal" ? { principals } : { notPrincipals: principals };
}

function oneOf<Name extends string>(
  elements: Record<string, unknown>,
  path: string,
  name: Name,
  notName: Name,
): Name {
  const present = elements[name] !== undefined;
  if (present === (elements[notName] !== undefined)) {
    refuse("malformed", path, `exactly one of ${name} and ${notName} is needed`);
  }
  return present ? name : notName;
}

function conditionsOf(block: unknown, path: string): Condition[] {
  if (block === undefined) {
    return [];
  }
  return Object.entries(propertiesOf(block, path)).flatMap(([name, keys]) => {
    const operatorPath = `${path}.${name}`;
    const operator = operatorOf(name, operatorPath);
    return Object.entries(propertiesOf(keys, operatorPath)).map(([key, value]) => {
      const keyPath = `${operatorPath}.${key}`;
      if (!isSupportedConditionKey(key)) {
        refuse("unsupported", keyPath, "this condition key is not supported by the local sandbox");
      }
      const values = textsOf(value, keyPath);
      for (const text of values) {
        const problem = findValueProblem(operator.operator, text);
        if (problem !== undefined) {
          refuse("malformed", keyPath, problem);
        }
      }
      return { ...operator, key: key.toLowerCase(), values };
    });
  });
}

function operatorOf(
  name: string,
  path: string,
): Pick<Condition, "operator" | "quantifier" | "ifExists"> {
  const [, quantifier, operator = "", ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(name) ?? [];
  if (!isOperator(operator)) {
    return refuse("unsupported", path, "not supported by the local sandbox");
  }
  return {
    operator,
    ifExists: ifExists !== undefined,
    ...(quantifier === "ForAllValues" || quantifier === "ForAnyValue" ? { quantifier } : {}),
  };
}
