import type { AnsweredCall } from "../endpoint.ts";
import type { AwsService } from "../service.ts";
import { operationShapes } from "./operation-shapes.ts";
import { isObject, type Shape, type ShapeMember } from "./shape.ts";

type Protocol = AwsService["protocol"];
/** Where in the answer: `Table.KeySchema.0`. */
type Place = { readonly path: string; readonly protocol: Protocol };

/**
 * Compares an answer, as it goes over the wire, with the shape that AWS's model gives the operation.
 *
 * @throws Error that names each member that AWS does not have, or has otherwise, or always has.
 */
export function checkAnswer({ service, request, output }: AnsweredCall): void {
  const { signingName, protocol } = service;
  const shapes = operationShapes(signingName, request.operation);
  if (shapes === undefined) return;
  const problems = problemsOf(shapes.output, output, { path: "", protocol });
  if (problems.length === 0) return;
  throw new Error(
    `The answer of ${signingName}:${request.operation} is not AWS's: ${problems.join("; ")}`,
  );
}

function problemsOf(shape: Shape, value: unknown, place: Place): readonly string[] {
  switch (shape.kind) {
    case "list":
      if (!Array.isArray(value)) return [`${place.path} is not a list`];
      return value.flatMap((entry, at) =>
        problemsOf(shape.entry(), entry, below(place, String(at))),
      );
    case "map":
      if (!isObject(value)) return [`${place.path} is not a map`];
      return Object.entries(value).flatMap(([key, one]) =>
        problemsOf(shape.value(), one, below(place, key)),
      );
    case "union":
    case "structure":
      if (!isObject(value)) return [`${place.path} is not a structure`];
      if (shape.kind === "union" && Object.keys(value).length !== 1)
        return [`${place.path} is not one of a union`];
      return problemsOfMembers(shape.members, value, place);
    case "any":
      return [];
    default:
      return isLeaf(shape.kind, value, place.protocol)
        ? []
        : [`${place.path} is a ${typeof value}, and not a ${shape.kind}`];
  }
}

function problemsOfMembers(
  members: readonly ShapeMember[],
  value: Readonly<Record<string, unknown>>,
  place: Place,
): readonly string[] {
  const byName = new Map(members.map((one) => [wireName(one, place.protocol), one]));
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  const missing = [...byName]
    .filter(([name, { isRequired }]) => isRequired && value[name] === undefined)
    .map(([name]) => `${below(place, name).path} is missing`);
  const wrong = present.flatMap(([name, one]) => {
    const member = byName.get(name);
    const at = below(place, name);
    return member ? problemsOf(member.shape(), one, at) : [`${at.path} is no member`];
  });
  return [...missing, ...wrong];
}

function isLeaf(
  kind: "text" | "number" | "boolean" | "time",
  value: unknown,
  protocol: Protocol,
): boolean {
  const isXml = protocol === "query" || protocol === "ec2-query";
  switch (kind) {
    case "text":
      return typeof value === "string";
    case "time":
      return typeof value === (isXml ? "string" : "number");
    // In XML every leaf is a text.
    case "number":
      return typeof value === "number" || (isXml && Number.isFinite(Number(value)));
    case "boolean":
      return typeof value === "boolean" || (isXml && (value === "true" || value === "false"));
    default:
      return kind satisfies never;
  }
}

function wireName({ name, traits }: ShapeMember, protocol: Protocol): string {
  if (protocol === "json-1.0" || protocol === "json-1.1") return name;
  const other = protocol === "rest-json" ? traits.jsonName : traits.xmlName;
  return typeof other === "string" ? other : name;
}

function below({ path, protocol }: Place, name: string): Place {
  return { path: path === "" ? name : `${path}.${name}`, protocol };
}
