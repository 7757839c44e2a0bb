import * as z from "zod";
import type { AwsOperation } from "../../service.ts";
import { onEverything } from "./iam.ts";
import { parseInput } from "./parse-input.ts";
import { regionOf, tablesOf } from "./region.ts";
import { NewTableName } from "./shapes.ts";

const mostNames = 100;
const ListTablesInput = z.object({
  ExclusiveStartTableName: NewTableName.optional(),
  Limit: z.number().int().min(1).max(mostNames).default(mostNames),
});

export const listTables: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const input = parseInput(ListTablesInput, request.input);
    const after = input.ExclusiveStartTableName ?? "";
    // Byte-wise: upper case before lower case. The start need not exist any more.
    const names = [...tablesOf(regionOf(request), request.now).keys()]
      .filter((name) => name > after)
      .sort((a, b) => (a < b ? -1 : 1));
    const page = names.slice(0, input.Limit);
    const last = page.at(-1);
    const hasMore = names.length > page.length && last !== undefined;
    return { TableNames: page, ...(hasMore ? { LastEvaluatedTableName: last } : {}) };
  },
};
