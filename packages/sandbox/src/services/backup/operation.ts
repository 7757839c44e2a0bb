import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsOperation, AwsRequest, HttpBinding, JsonObject } from "../../service.ts";
import { type BackupRegion, backupRegion } from "./region.ts";

interface Operation<Input> {
  readonly http: HttpBinding;
  readonly input: z.ZodType<Input>;
  /** Absent: AWS allows or denies it for all resources at once. */
  readonly resource?: (request: AwsRequest) => string;
  readonly answer: (
    input: Input,
    region: BackupRegion,
    request: AwsRequest,
  ) => JsonObject | Promise<JsonObject>;
}

/** One operation of AWS Backup. */
export function backupOperation<Input>(operation: Operation<Input>): AwsOperation {
  return {
    http: operation.http,
    iam: (request) => ({
      action: `backup:${request.operation}`,
      resources: [operation.resource?.(request) ?? "*"],
    }),
    answer(request) {
      const parsed = operation.input.safeParse(request.input);
      if (!parsed.success) throw invalidParameter(z.prettifyError(parsed.error));
      const region = backupRegion(request.account, request.region);
      return operation.answer(parsed.data, region, request);
    },
  };
}

/** Members of every list: the query says them as texts. */
export const PageInput = z.object({
  MaxResults: z.coerce.number().int().min(1).max(1000).default(1000),
  NextToken: z.string().optional(),
});

/** Parameters of the query that every list has. */
export const pageQuery = { maxResults: "MaxResults", nextToken: "NextToken" };

/** The token is the place of the next one. */
export function page<Entry>(
  entries: readonly Entry[],
  { MaxResults, NextToken }: z.infer<typeof PageInput>,
): { readonly entries: readonly Entry[]; readonly next: JsonObject } {
  const start = NextToken === undefined ? 0 : Number(NextToken);
  if (!Number.isInteger(start) || start < 0) throw invalidParameter("Invalid NextToken");
  const end = start + MaxResults;
  const next = end < entries.length ? { NextToken: String(end) } : {};
  return { entries: entries.slice(start, end), next };
}

export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}

export function notFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message);
}

export function arnIn({ region, account }: AwsRequest, resource: string): string {
  return `arn:aws:backup:${region}:${account.accountId}:${resource}`;
}

export function vaultArn(request: AwsRequest): string {
  return arnIn(request, `backup-vault:${String(request.input.BackupVaultName)}`);
}

/** Seconds since the epoch, as rest-json writes times. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
