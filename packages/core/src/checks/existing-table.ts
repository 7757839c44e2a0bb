import * as z from "zod";
import { type TableDescription, type TableReading, table } from "../facts/table.ts";
import { tableNames } from "../facts/table-names.ts";
import { TableName } from "../facts/table-params.ts";
import { Region } from "../ids.ts";
import { defineReasons } from "../reasons/reason.ts";
import { everyLine, ifApplicable, type Line, type Verdict } from "./check.ts";

/** Where every check of a table looks. */
export const TableWhere = z.object({
  region: Region.describe("Region that the table is in; the lab's own where it is not given."),
  table: TableName.describe(
    "Name of the table, exactly as AWS writes it; the lab's own where it is not given.",
  ),
});
export type TableWhere = z.infer<typeof TableWhere>;

/** The reasons of every check that stands on a table. */
export const tableReasons = defineReasons({
  "dynamodb.table.missing": {
    short: 'no table "{table}"',
    found: "no table of this name in {region}; {others}",
    doNext: "Make the table in {region}, under exactly this name.",
    read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html",
    isAbsence: true,
  },
  "dynamodb.table.creating": {
    short: "the table is being made",
    found: "TableStatus is CREATING",
    doNext: "Wait; it takes a minute. We look again by ourselves.",
  },
  "dynamodb.table.deleting": {
    short: "the table is being deleted",
    found: "TableStatus is DELETING",
    doNext: "Wait until it is gone, then make the table again.",
    isAbsence: true,
  },
  "dynamodb.table.not_listed_yet": {
    short: "AWS has not settled yet",
    found: "DescribeTable finds no table, but the list of tables has it",
    doNext: "Wait. We look again by ourselves.",
  },
});

/** The reason of the checks that wait for a change of the table. */
export const updatingReasons = defineReasons({
  "dynamodb.table.updating": {
    short: "the table is being changed",
    found: "TableStatus is UPDATING",
    doNext: "Wait; a change takes up to three minutes. We look again by ourselves.",
  },
});

/** Only what names the table: a fact's identity must not carry a check's other parameters. */
export function tableOf({ region, table: name }: TableWhere): TableWhere {
  return { region, table: name };
}

/** The facts that every check of a table begins with; the names are asked only if it is not found. */
export function tableFacts(where: TableWhere) {
  return {
    table: table(tableOf(where)),
    names: ifApplicable(tableNames(tableOf(where))),
  };
}

/** The table, or the verdict where there is none to look at. */
export function existingTable(
  facts: { readonly table: TableReading; readonly names: readonly string[] | undefined },
  where: TableWhere,
  expect: object,
):
  | { readonly table: TableDescription; readonly verdict?: never }
  | { readonly table?: never; readonly verdict: Verdict } {
  if (facts.table.exists) {
    const { status } = facts.table.table;
    if (status === "CREATING") return { verdict: unsettled("dynamodb.table.creating") };
    if (status === "DELETING") {
      return { verdict: absent(expect, reasonLine("dynamodb.table.deleting", {})) };
    }
    return { table: facts.table.table };
  }
  if (facts.names?.includes(where.table)) {
    return { verdict: unsettled("dynamodb.table.not_listed_yet") };
  }
  const others = describeOthers(facts.names ?? []);
  const params = { table: where.table, region: where.region, others };
  return { verdict: absent(expect, reasonLine("dynamodb.table.missing", params)) };
}

/** A verdict on a setting that a running change of the table may still move. */
export function whileUpdating(table: TableDescription): Verdict | undefined {
  return table.status === "UPDATING" ? unsettled("dynamodb.table.updating") : undefined;
}

export function describeOthers(names: readonly string[]): string {
  if (names.length === 0) return "there are no tables at all";
  return names.length === 1 ? "there is one other table" : `there are ${names.length} other tables`;
}

function unsettled(reason: keyof typeof tableReasons | keyof typeof updatingReasons): Verdict {
  return { kind: "unknown", fault: "target", reason, params: {}, by: ["table"] };
}

function absent(expect: object, line: Line): Verdict {
  return { kind: "judged", lines: everyLine(expect, line), by: ["table"] };
}

function reasonLine(reason: keyof typeof tableReasons, params: Record<string, string>): Line {
  return { met: false, reason, params };
}
