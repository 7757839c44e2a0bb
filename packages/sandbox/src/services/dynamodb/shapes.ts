import * as z from "zod";

const Name = z
  .string()
  .min(3)
  .max(255)
  .regex(/^[a-zA-Z0-9_.-]+$/);
const CapacityUnits = z.number().int().min(1);

/** A name or an ARN; which of them is decided where the table is looked up. */
export const TableNameOrArn = z.string().min(1).max(1024);
/** The name of a table that doesn't exist yet. */
export const NewTableName = Name;
export const IndexName = Name;

export const KeyElement = z.object({
  AttributeName: z.string().min(1).max(255),
  KeyType: z.enum(["HASH", "RANGE"]),
});
export type KeyElement = z.infer<typeof KeyElement>;

export const AttributeDefinition = z.object({
  AttributeName: z.string().min(1).max(255),
  AttributeType: z.enum(["B", "N", "S"]),
});
export type AttributeDefinition = z.infer<typeof AttributeDefinition>;

export const Projection = z.object({
  ProjectionType: z.enum(["ALL", "INCLUDE", "KEYS_ONLY"]).optional(),
  NonKeyAttributes: z.array(z.string().min(1).max(255)).min(1).max(20).optional(),
});
export type Projection = z.infer<typeof Projection>;

export const ProvisionedThroughput = z.object({
  WriteCapacityUnits: CapacityUnits,
  ReadCapacityUnits: CapacityUnits,
});
export type ProvisionedThroughput = z.infer<typeof ProvisionedThroughput>;

export const OnDemandThroughput = z.object({
  MaxReadRequestUnits: z.number().int().optional(),
  MaxWriteRequestUnits: z.number().int().optional(),
});
export type OnDemandThroughput = z.infer<typeof OnDemandThroughput>;

export const WarmThroughput = z.object({
  ReadUnitsPerSecond: z.number().int().min(1).optional(),
  WriteUnitsPerSecond: z.number().int().min(1).optional(),
});
export type WarmThroughput = z.infer<typeof WarmThroughput>;

export const GlobalIndexInput = z.object({
  IndexName,
  KeySchema: z.array(KeyElement).min(1),
  Projection,
  ProvisionedThroughput: ProvisionedThroughput.optional(),
  OnDemandThroughput: OnDemandThroughput.optional(),
  WarmThroughput: WarmThroughput.optional(),
});
export type GlobalIndexInput = z.infer<typeof GlobalIndexInput>;

export const LocalIndexInput = z.object({
  IndexName,
  KeySchema: z.array(KeyElement).min(1),
  Projection,
});
export type LocalIndexInput = z.infer<typeof LocalIndexInput>;

export const BillingMode = z.enum(["PROVISIONED", "PAY_PER_REQUEST"]);
export type BillingMode = z.infer<typeof BillingMode>;

export const StreamSpecification = z.object({
  StreamEnabled: z.boolean(),
  StreamViewType: z.enum(["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"]).optional(),
});
export type StreamSpecification = z.infer<typeof StreamSpecification>;

export const SseSpecification = z.object({
  Enabled: z.boolean().optional(),
  SSEType: z.enum(["AES256", "KMS"]).optional(),
  KMSMasterKeyId: z.string().optional(),
});
export type SseSpecification = z.infer<typeof SseSpecification>;

/** Keys and values are checked where tags are written: AWS has its own words for them. */
export const Tag = z.object({ Key: z.string(), Value: z.string() });
export type Tag = z.infer<typeof Tag>;

/** Not an enum: AWS refuses other values with a text of its own. */
export const TableClass = z.string();
