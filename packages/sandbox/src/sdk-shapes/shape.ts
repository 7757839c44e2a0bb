/** The shape of a value in AWS's model, as the SDK carries it. */
export type Shape =
  | { readonly kind: "text" | "number" | "boolean" | "time" | "any" }
  | { readonly kind: "list"; readonly entry: () => Shape }
  | { readonly kind: "map"; readonly value: () => Shape }
  | {
      readonly kind: "structure" | "union";
      readonly members: readonly ShapeMember[];
    };

export interface ShapeMember {
  readonly name: string;
  /** `jsonName`, `xmlName`: what the member is called on the wire. */
  readonly traits: Readonly<Record<string, unknown>>;
  readonly isRequired: boolean;
  readonly shape: () => Shape;
}

/** The kinds of schema of the SDK: github.com/smithy-lang/smithy-typescript, packages/types/src/schema. */
const kinds = { simple: 0, list: 1, map: 2, structure: 3, union: 4 } as const;
const listBit = 64;
const mapBit = 128;
const leaves = new Map<number, "text" | "number" | "boolean" | "time" | "any">([
  ...[0, 5, 6, 21, 42].map((number) => [number, "text"] as const),
  ...[1, 7, 17, 19].map((number) => [number, "number"] as const),
  ...([
    [2, "boolean"],
    [4, "time"],
    [15, "any"],
  ] as const),
]);

/** @throws Error for a schema that is not known here */
export function shapeOf(reference: unknown): Shape {
  const schema = resolve(reference);
  if (schema === "unit") return { kind: "structure", members: [] };
  if (typeof schema === "number") return numberedShape(schema);
  if (!Array.isArray(schema)) throw new Error(`a schema that is not known: ${String(schema)}`);
  switch (schema[0]) {
    case kinds.simple:
      return shapeOf(schema[4]);
    case kinds.list:
      return { kind: "list", entry: () => shapeOf(schema[4]) };
    case kinds.map:
      return { kind: "map", value: () => shapeOf(schema[5]) };
    case kinds.structure:
      return { kind: "structure", members: membersOf(schema) };
    case kinds.union:
      return { kind: "union", members: membersOf(schema) };
    default:
      throw new Error(`a kind of schema that is not known: ${String(schema[0])}`);
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function numberedShape(schema: number): Shape {
  if (schema & mapBit) return { kind: "map", value: () => numberedShape(schema - mapBit) };
  if (schema & listBit) return { kind: "list", entry: () => numberedShape(schema - listBit) };
  const kind = leaves.get(schema);
  if (kind === undefined) throw new Error(`a schema that is not known: ${schema}`);
  return { kind };
}

/** Schemas are written as themselves, as a function that returns them, or with traits as a pair. */
function resolve(reference: unknown): unknown {
  if (typeof reference === "function") return resolve(reference());
  return isPair(reference) ? resolve(reference[0]) : reference;
}

/** The first of the members are those that are always there. */
function membersOf(schema: readonly unknown[]): readonly ShapeMember[] {
  const [names, references] = [listAt(schema, 4), listAt(schema, 5)];
  return names.map((name, index) => {
    const reference = references[index];
    const traits = isPair(reference) ? reference[1] : {};
    return {
      name: String(name),
      traits: isObject(traits) ? traits : {},
      isRequired: index < Number(schema[6] ?? 0),
      shape: () => shapeOf(reference),
    };
  });
}

function listAt(schema: readonly unknown[], index: number): readonly unknown[] {
  const list = schema[index];
  return Array.isArray(list) ? list : [];
}

function isPair(reference: unknown): reference is readonly [unknown, unknown] {
  return Array.isArray(reference) && reference.length === 2;
}
