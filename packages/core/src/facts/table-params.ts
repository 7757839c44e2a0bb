import * as z from "zod";
import { Region } from "../ids.ts";

/** 3 to 255 characters, case-sensitive; never an ARN, which could name another account. */
export const TableName = z
  .string()
  .regex(/^[a-zA-Z0-9_.-]{3,255}$/, "a table name: 3 to 255 letters, digits, _ . and -");

/** Parameters of every fact about one table. */
export const TableParams = z.object({ region: Region, table: TableName });

/** `$account` is the learner's account, known only when a session is opened. */
export function tableArn({ region, table }: { region: string; table: string }): string {
  return `arn:aws:dynamodb:${region}:$account:table/${table}`;
}
