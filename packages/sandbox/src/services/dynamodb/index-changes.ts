import { AwsError } from "../../aws-error.ts";
import type { AwsRequest } from "../../service.ts";
import { checkThroughputChange, mergedLimits, setThroughput } from "./capacity-change.ts";
import { checkIndexCapacity, checkOnDemandLimits, warmThroughput } from "./capacity-rules.ts";
import { newGlobalIndex } from "./create-table.ts";
import { invalidParameter, limitExceeded, resourceInUse, validationError } from "./errors.ts";
import type { GlobalIndexInput } from "./shapes.ts";
import { type GlobalIndex, indexStatus, type Table, usedAttributes } from "./table.ts";
import { checkKeySchema, checkProjection } from "./table-rules.ts";
import type { UpdateTableInput } from "./update-rules.ts";

type Update = NonNullable<
  NonNullable<UpdateTableInput["GlobalSecondaryIndexUpdates"]>[number]["Update"]
>;

/** @throws AwsError for the first index update that can't be made */
export function checkIndexChanges(table: Table, input: UpdateTableInput, now: number): void {
  const updates = input.GlobalSecondaryIndexUpdates ?? [];
  const names = new Set<string>();
  for (const update of updates) {
    const actions = [update.Create, update.Update, update.Delete].filter(
      (one) => one !== undefined,
    );
    const name = actions[0]?.IndexName;
    if (name === undefined)
      throw invalidParameter(
        "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null",
      );
    if (actions.length > 1)
      throw invalidParameter(
        "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object",
      );
    if (names.has(name))
      throw invalidParameter(
        `Only one global secondary index update per index is allowed simultaneously. Index: ${name}`,
      );
    names.add(name);
  }
  checkOneAtATime(table, updates, now);
  for (const { Create, Update, Delete } of updates) {
    if (Create !== undefined) checkNewIndex(table, Create, input);
    if (Update !== undefined) checkIndexUpdate(table, Update, input, now);
    if (Delete !== undefined) getIndex(table, Delete.IndexName, "delete");
  }
}

/** Changes what {@link checkIndexChanges} has let through. */
export function changeIndexes(
  table: Table,
  input: UpdateTableInput,
  { now, account }: AwsRequest,
): void {
  const { settling } = account.switches;
  for (const { Create, Update, Delete } of input.GlobalSecondaryIndexUpdates ?? []) {
    if (Create !== undefined) {
      addDefinitions(table, Create, input);
      const change: GlobalIndex["change"] = { kind: "added", readyAt: now + settling.index };
      table.globalIndexes.push(newGlobalIndex(Create, table.billingMode, change));
    }
    if (Update !== undefined) applyUpdate(getIndex(table, Update.IndexName, "update"), Update, now);
    if (Delete !== undefined) {
      const index = getIndex(table, Delete.IndexName, "delete");
      index.change = { kind: "deleted", readyAt: now + settling.index };
      pruneDefinitions(table, index);
    }
  }
}

function applyUpdate(index: GlobalIndex, update: Update, now: number): void {
  if (update.ProvisionedThroughput !== undefined)
    setThroughput(index, update.ProvisionedThroughput, now);
  if (update.OnDemandThroughput !== undefined)
    index.onDemand = mergedLimits(index.onDemand, update.OnDemandThroughput);
  if (update.WarmThroughput !== undefined)
    index.warm = warmThroughput(
      index.warm,
      update.WarmThroughput,
      `index ${index.name} is lower than current WarmThroughput, decreasing WarmThroughput is not supported`,
    );
  index.change = { kind: "updated", readyAt: now };
}

function checkOneAtATime(
  table: Table,
  updates: NonNullable<UpdateTableInput["GlobalSecondaryIndexUpdates"]>,
  now: number,
): void {
  const asked = updates.filter((update) => update.Update === undefined).length;
  const running = table.globalIndexes.filter((index) =>
    ["CREATING", "DELETING"].includes(indexStatus(index, now)),
  ).length;
  if (asked > 0 && asked + running > 1)
    throw limitExceeded("Only 1 online index can be created or deleted simultaneously per table");
}

function checkNewIndex(table: Table, index: GlobalIndexInput, input: UpdateTableInput): void {
  const names = [...table.globalIndexes, ...table.localIndexes].map((existing) => existing.name);
  if (input.AttributeDefinitions === undefined)
    throw invalidParameter(`AttributeDefinitions is not specified for index: ${index.IndexName}`);
  if (names.includes(index.IndexName))
    throw validationError("Attempting to create an index which already exists");
  checkKeySchema(index.KeySchema, mergedDefinitions(table, input));
  checkProjection(index.Projection);
  checkIndexCapacity(input.BillingMode ?? table.billingMode, index);
  if (table.globalIndexes.length >= 20)
    throw limitExceeded("GlobalSecondaryIndex count exceeds the per-table limit of 20");
}

function checkIndexUpdate(
  table: Table,
  update: Update,
  input: UpdateTableInput,
  now: number,
): void {
  const index = getIndex(table, update.IndexName, "update");
  const mode = input.BillingMode ?? table.billingMode;
  if (indexStatus(index, now) !== "ACTIVE")
    throw resourceInUse(`Index is being updated. Table: ${table.name} Index: ${index.name}`);
  if (mode === "PAY_PER_REQUEST" && update.ProvisionedThroughput !== undefined)
    throw invalidParameter(
      `Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: ${index.name} when BillingMode is PAY_PER_REQUEST`,
    );
  checkOnDemandLimits(mode, update.OnDemandThroughput, `index : ${index.name}`, true);
  if (update.ProvisionedThroughput !== undefined && mode === table.billingMode)
    checkThroughputChange(
      index.throughput,
      update.ProvisionedThroughput,
      `for the index ${index.name}`,
      now,
    );
}

function getIndex(table: Table, name: string, action: "update" | "delete"): GlobalIndex {
  const index = table.globalIndexes.find((one) => one.name === name);
  if (index !== undefined) return index;
  if (table.localIndexes.some((one) => one.name === name))
    throw validationError(`Cannot ${action} an index that is not a GlobalSecondaryIndex: ${name}`);
  throw new AwsError(
    "ResourceNotFoundException",
    `Requested resource not found: Index ${name} for table ${table.name} not found`,
  );
}

/** Definitions of UpdateTable count only where a new index needs them; the table's own stay as they are. */
function mergedDefinitions(table: Table, input: UpdateTableInput): Table["attributes"] {
  const known = new Set(table.attributes.map((attribute) => attribute.AttributeName));
  const added = (input.AttributeDefinitions ?? []).filter((one) => !known.has(one.AttributeName));
  return [...table.attributes, ...added];
}

function addDefinitions(table: Table, index: GlobalIndexInput, input: UpdateTableInput): void {
  const keys = new Set(index.KeySchema.map((element) => element.AttributeName));
  const used = usedAttributes(table);
  table.attributes = mergedDefinitions(table, input).filter(
    ({ AttributeName }) => keys.has(AttributeName) || used.has(AttributeName),
  );
}

/** AWS drops the definitions that only the deleted index used. */
function pruneDefinitions(table: Table, deleted: GlobalIndex): void {
  const others = { ...table, globalIndexes: table.globalIndexes.filter((one) => one !== deleted) };
  const used = usedAttributes(others);
  table.attributes = table.attributes.filter(({ AttributeName }) => used.has(AttributeName));
}
