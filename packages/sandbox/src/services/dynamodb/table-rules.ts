import { notInSandbox } from "../not-in-sandbox.ts";
import { invalidParameter, validationError } from "./errors.ts";
import type { AttributeDefinition, KeyElement, Projection } from "./shapes.ts";

/** What a new table says about its keys and indexes. */
export interface TableShape {
  readonly AttributeDefinitions: readonly AttributeDefinition[];
  readonly KeySchema: readonly KeyElement[];
  readonly LocalSecondaryIndexes?: readonly IndexShape[] | undefined;
  readonly GlobalSecondaryIndexes?: readonly IndexShape[] | undefined;
}

export interface IndexShape {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: Projection;
}

/** @throws AwsError for the first rule of CreateTable that keys, attributes or indexes break */
export function checkTableShape(shape: TableShape): void {
  const { LocalSecondaryIndexes: local, GlobalSecondaryIndexes: global } = shape;
  const indexes = [...(local ?? []), ...(global ?? [])];
  if (local?.length === 0) throw invalidParameter("List of LocalSecondaryIndexes is empty");
  if (global?.length === 0) throw invalidParameter("List of GlobalSecondaryIndexes is empty");
  checkKeySchema(shape.KeySchema, shape.AttributeDefinitions);
  for (const index of indexes) checkKeySchema(index.KeySchema, shape.AttributeDefinitions);
  checkAttributesAreUsed(shape, indexes);
  for (const index of local ?? []) checkLocalIndex(index, shape.KeySchema);
  for (const index of indexes) checkProjection(index.Projection);
  checkIndexNames(indexes);
  if ((local ?? []).length > 5)
    throw invalidParameter("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
  if ((global ?? []).length > 20)
    throw invalidParameter("GlobalSecondaryIndex count exceeds the per-table limit of 20");
}

/** @throws AwsError for what one key schema has wrong */
export function checkKeySchema(
  keySchema: readonly KeyElement[],
  attributes: readonly AttributeDefinition[],
): void {
  const keys = keySchema.map((element) => element.AttributeName);
  const defined = attributes.map((attribute) => attribute.AttributeName);
  const duplicate = defined.find((name, position) => defined.indexOf(name) !== position);
  if (duplicate !== undefined) throw validationError(`Attribute Name is duplicated: ${duplicate}`);
  const [first, second] = keySchema;
  if (first?.KeyType !== "HASH")
    throw validationError("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  if (keySchema.length > 2) throw notInSandbox("A key of more than two attributes");
  if (second !== undefined && second.KeyType !== "RANGE")
    throw validationError("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  if (second?.AttributeName === first.AttributeName)
    throw validationError(
      "Both the Hash Key and the Range Key element in the KeySchema have the same name",
    );
  if (keys.some((key) => !defined.includes(key)))
    throw invalidParameter(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${keys.join(", ")}], AttributeDefinitions: [${defined.join(", ")}]`,
    );
}

/** @throws AwsError if the projection and its list of attributes do not go together */
export function checkProjection({ ProjectionType: kind, NonKeyAttributes }: Projection): void {
  if (kind === undefined) throw invalidParameter("Unknown ProjectionType: null");
  if (kind === "INCLUDE" && NonKeyAttributes === undefined)
    throw invalidParameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  if (kind !== "INCLUDE" && NonKeyAttributes !== undefined)
    throw invalidParameter(`ProjectionType is ${kind}, but NonKeyAttributes is specified`);
  const duplicate = NonKeyAttributes?.find((name, i) => NonKeyAttributes.indexOf(name) !== i);
  if (duplicate !== undefined)
    throw invalidParameter(`Duplicate element in NonKeyAttributes: ${duplicate}`);
}

function checkAttributesAreUsed(shape: TableShape, indexes: readonly IndexShape[]): void {
  const defined = shape.AttributeDefinitions.map((attribute) => attribute.AttributeName);
  const used = new Set(
    [...shape.KeySchema, ...indexes.flatMap((index) => index.KeySchema)].map(
      (element) => element.AttributeName,
    ),
  );
  if (defined.every((name) => used.has(name))) return;
  if (indexes.length === 0)
    throw invalidParameter(
      "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    );
  throw invalidParameter(
    `Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(", ")}], keys used: [${[...used].join(", ")}]`,
  );
}

function checkLocalIndex(index: IndexShape, tableKeys: readonly KeyElement[]): void {
  const tableHash = tableKeys[0]?.AttributeName;
  const indexHash = index.KeySchema[0]?.AttributeName;
  if (tableKeys.length < 2)
    throw invalidParameter(
      "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
    );
  if (index.KeySchema.length < 2)
    throw invalidParameter(
      `Index KeySchema does not have a range key for index: ${index.IndexName}`,
    );
  if (indexHash !== tableHash)
    throw invalidParameter(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${index.IndexName}. index hash key: ${indexHash}, table hash key: ${tableHash}`,
    );
}

function checkIndexNames(indexes: readonly IndexShape[]): void {
  const names = indexes.map((index) => index.IndexName);
  const duplicate = names.find((name, position) => names.indexOf(name) !== position);
  if (duplicate !== undefined) throw invalidParameter(`Duplicate index name: ${duplicate}`);
}
