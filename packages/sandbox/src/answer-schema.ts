import type { AwsService, Json } from "./service.ts";

/** One place where an answer has not the shape of AWS's model. */
export interface ShapeProblem {
  /** `Table.KeySchema.0` */
  readonly path: string;
  readonly problem: string;
}

type Protocol = AwsService["protocol"];
type Place = { readonly path: string; readonly protocol: Protocol };

/** The kinds of schema of the SDK: github.com/smithy-lang/smithy-typescript, packages/types/src/schema. */
const kinds = { simple: 0, list: 1, map: 2, structure: 3, union: 4, error: -3 } as const;
const leaves: Readonly<Record<number, "text" | "number" | "boolean" | "time" | "any">> = {
  0: "text",
  1: "number",
  2: "boolean",
  4: "time",
  5: "text",
  6: "text",
  7: "number",
  15: "any",
  17: "number",
  19: "number",
  21: "text",
  42: "text",
};
const listOf = 64;
const mapOf = 128;

/** Where a value, as it goes over the wire, has not the shape of a schema of the SDK. */
export function shapeProblems(
  schema: unknown,
  value: Json | undefined,
  protocol: Protocol,
): readonly ShapeProblem[] {
  return problemsOf(schema, value, { path: "", protocol });
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function problemsOf(reference: unknown, value: unknown, place: Place): readonly ShapeProblem[] {
  const schema = resolve(reference);
  if (schema === "unit") return membersOf([], [], 0, value, place);
  if (typeof schema === "number") return problemsOfNumbered(schema, value, place);
  if (!Array.isArray(schema)) throw new Error(`a schema that is not known: ${String(schema)}`);
  switch (schema[0]) {
    case kinds.simple:
      return problemsOf(schema[4], value, place);
    case kinds.list:
      return entriesOf(schema[4], value, place);
    case kinds.map:
      return valuesOf(schema[5], value, place);
    case kinds.structure:
    case kinds.error:
      return membersOf(schema[4], schema[5], Number(schema[6] ?? 0), value, place);
    case kinds.union:
      return isObject(value) && Object.keys(value).length !== 1
        ? [{ path: place.path, problem: "is not one of a union" }]
        : membersOf(schema[4], schema[5], 0, value, place);
    default:
      throw new Error(`a kind of schema that is not known: ${String(schema[0])}`);
  }
}

/** Schemas are written as themselves, as a function that returns them, or with traits as a pair. */
function resolve(reference: unknown): unknown {
  if (typeof reference === "function") return resolve(reference());
  const isPair = Array.isArray(reference) && reference.length === 2;
  return isPair ? resolve(reference[0]) : reference;
}

function problemsOfNumbered(schema: number, value: unknown, place: Place): readonly ShapeProblem[] {
  if (schema & mapOf) return valuesOf(schema - mapOf, value, place);
  if (schema & listOf) return entriesOf(schema - listOf, value, place);
  const leaf = leaves[schema];
  if (leaf === undefined) throw new Error(`a schema that is not known: ${schema}`);
  const wanted = wantedType(leaf, place.protocol);
  const is = typeof value;
  // In XML every leaf is a text.
  const isXml = place.protocol === "query" || place.protocol === "ec2-query";
  const isRight = wanted === undefined || is === wanted || (isXml && textIsRight(wanted, value));
  return isRight ? [] : [{ path: place.path, problem: `is a ${is}, and not a ${wanted}` }];
}

function wantedType(
  leaf: (typeof leaves)[number],
  protocol: Protocol,
): "string" | "number" | "boolean" | undefined {
  switch (leaf) {
    case "text":
      return "string";
    case "time":
      return protocol === "query" || protocol === "ec2-query" ? "string" : "number";
    case "any":
    case undefined:
      return undefined;
    default:
      return leaf;
  }
}

function textIsRight(wanted: "string" | "number" | "boolean", value: unknown): boolean {
  if (wanted === "number") return typeof value === "string" && Number.isFinite(Number(value));
  return wanted === "boolean" && (value === "true" || value === "false");
}

function entriesOf(schema: unknown, value: unknown, place: Place): readonly ShapeProblem[] {
  if (!Array.isArray(value)) return [{ path: place.path, problem: "is not a list" }];
  return value.flatMap((entry, index) => problemsOf(schema, entry, below(place, String(index))));
}

function valuesOf(schema: unknown, value: unknown, place: Place): readonly ShapeProblem[] {
  if (!isObject(value)) return [{ path: place.path, problem: "is not a map" }];
  return Object.entries(value).flatMap(([key, one]) => problemsOf(schema, one, below(place, key)));
}

function membersOf(
  names: readonly string[],
  schemas: readonly unknown[],
  /** So many of the first are always there. */
  required: number,
  value: unknown,
  place: Place,
): readonly ShapeProblem[] {
  if (!isObject(value)) return [{ path: place.path, problem: "is not a structure" }];
  const written = names.map((name, index) => writtenName(name, schemas[index], place.protocol));
  const missing = written
    .slice(0, required)
    .filter((name) => value[name] === undefined)
    .map((name) => ({ path: below(place, name).path, problem: "is missing" }));
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  const wrong = present.flatMap(([name, member]) => {
    const index = written.indexOf(name);
    if (index === -1) return [{ path: below(place, name).path, problem: "is no member" }];
    return problemsOf(schemas[index], member, below(place, name));
  });
  return [...missing, ...wrong];
}

/** How a member is called on the wire. */
function writtenName(name: string, reference: unknown, protocol: Protocol): string {
  const traits: unknown = Array.isArray(reference) && reference.length === 2 ? reference[1] : {};
  if (!isObject(traits)) return name;
  const other = protocol === "rest-json" ? traits.jsonName : traits.xmlName;
  const isRenamed = protocol !== "json-1.0" && protocol !== "json-1.1";
  return isRenamed && typeof other === "string" ? other : name;
}

function below({ path, protocol }: Place, name: string): Place {
  return { path: path === "" ? name : `${path}.${name}`, protocol };
}
