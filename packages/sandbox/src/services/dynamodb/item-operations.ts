import batchGetItem from "dynalite/actions/batchGetItem.js";
import batchWriteItem from "dynalite/actions/batchWriteItem.js";
import deleteItem from "dynalite/actions/deleteItem.js";
import getItem from "dynalite/actions/getItem.js";
import putItem from "dynalite/actions/putItem.js";
import query from "dynalite/actions/query.js";
import scan from "dynalite/actions/scan.js";
import updateItem from "dynalite/actions/updateItem.js";
import batchGetItemRules from "dynalite/validations/batchGetItem.js";
import batchWriteItemRules from "dynalite/validations/batchWriteItem.js";
import deleteItemRules from "dynalite/validations/deleteItem.js";
import getItemRules from "dynalite/validations/getItem.js";
import validations from "dynalite/validations/index.js";
import putItemRules from "dynalite/validations/putItem.js";
import queryRules from "dynalite/validations/query.js";
import scanRules from "dynalite/validations/scan.js";
import updateItemRules from "dynalite/validations/updateItem.js";
import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { JsonObject } from "../../service.ts";

const operations = {
  BatchGetItem: { run: batchGetItem, rules: batchGetItemRules },
  BatchWriteItem: { run: batchWriteItem, rules: batchWriteItemRules },
  DeleteItem: { run: deleteItem, rules: deleteItemRules },
  GetItem: { run: getItem, rules: getItemRules },
  PutItem: { run: putItem, rules: putItemRules },
  Query: { run: query, rules: queryRules },
  Scan: { run: scan, rules: scanRules },
  UpdateItem: { run: updateItem, rules: updateItemRules },
};

export type ItemOperationName = keyof typeof operations;

/** dynalite's refusals carry the body that DynamoDB would send. */
const Refusal = z.object({
  statusCode: z.number(),
  body: z.object({
    __type: z.string(),
    message: z.string().optional(),
    Message: z.string().optional(),
  }),
});

/**
 * Runs one item operation in this process, without dynalite's HTTP server: a second parse and
 * serialisation of every item would cost more than the operation.
 *
 * @param input is changed: members that dynalite doesn't know are removed.
 * @throws AwsError for what DynamoDB would refuse.
 */
export async function runItemOperation(
  store: object,
  name: ItemOperationName,
  input: JsonObject,
): Promise<JsonObject> {
  const { run, rules } = operations[name];
  try {
    const checked = validations.checkTypes(input, rules.types);
    validations.checkValidations(checked, rules.types, rules.custom, store);
    return await new Promise((resolve, reject) => {
      run(store, checked, (error, answer) => {
        if (error === null || error === undefined) resolve(answer ?? {});
        else reject(error);
      });
    });
  } catch (error) {
    throw asAwsError(error);
  }
}

function asAwsError(error: unknown): unknown {
  const refusal = Refusal.safeParse(error);
  if (!refusal.success) return error;
  const { statusCode, body } = refusal.data;
  const code = body.__type.slice(body.__type.indexOf("#") + 1);
  return new AwsError(code, body.message ?? body.Message ?? "", { httpStatus: statusCode });
}
