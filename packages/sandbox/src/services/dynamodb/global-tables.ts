import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsOperation } from "../../service.ts";
import { arnOf, on } from "./iam.ts";
import { parseInput } from "./parse-input.ts";

const DescribeGlobalTableInput = z.object({ GlobalTableName: z.string().min(3).max(255) });

/** Version 2017.11.29, which has no tables any more: those of today are not found by it. */
export const describeGlobalTable: AwsOperation = {
  iam: (request) => on(request, [arnOf(request, String(request.input.GlobalTableName))]),
  answer(request) {
    const { GlobalTableName } = parseInput(DescribeGlobalTableInput, request.input);
    throw new AwsError(
      "GlobalTableNotFoundException",
      `Global table with name: '${GlobalTableName}' does not exist.`,
    );
  },
};

export const listGlobalTables: AwsOperation = {
  iam: (request) => on(request, ["*"]),
  answer: () => ({ GlobalTables: [] }),
};
