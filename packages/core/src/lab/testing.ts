import type { LabCase } from "./cases.ts";
import { type AuthoredLab, type labFiles, loadLabFiles } from "./lab-files.ts";
import type { LabProblem } from "./problem.ts";

/** A lab of two stages, its solution and one case of each kind, as an author writes them. */
export const lab = `id: orders
version: 1.0.0
title: Orders
summary: A table.
minutes: 10
costUsd: 0
passAt: 70
variables: { region: us-east-1, table: lab-orders }
where: { region: $region, table: $table }
gate: table
stages:
  build:
    title: Build
    criteria:
      table: { title: It is there, points: 2, check: dynamodb.table }
      saved: { title: Saved, points: 4, check: dynamodb.backup }
  again:
    title: Again
    after: build
    again: { saved: 4 }
    criteria:
      why: { title: Why, points: 1, question: Why?, answer: 42 }
`;
export const solution = `build:
  make-it:
    dynamodb create-table:
      TableName: $table
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      Tags: [{ Key: owner, Value: $learner.login }]
  save-it:
    dynamodb create-backup: { TableName: $table, BackupName: first }
again:
  restore-it:
    dynamodb restore-table-from-backup:
      TargetTableName: $table
      BackupArn: \${save-it.BackupDetails.BackupArn}
    in: $region
  answers:
    why: 42
`;
export const cases = `red:
  nothing: { skip: all, expect: { table: { not_met: dynamodb.table.missing } } }
  unsaved:
    skip: [save-it]
    change:
      make-it.Tags.0.Key: Owner
      make-it.TableClass: STANDARD
      make-it.KeySchema: null
    before: { look-first: { dynamodb list-tables: {}, in: us-west-2 } }
    after: { look-after: { dynamodb list-tables: {} } }
    expect: { saved: { not_met: dynamodb.backup.none } }
  guessed: { stage: again, change: { answers.why: 41 }, expect: { why: not_met } }
green:
  elsewhere: { set: { table: lab-orders-2 } }
unsure:
  slow: { settling: { backup: 90s }, expect: { saved: unknown.target } }
`;

/** @throws Error when the files are not well-formed. */
export function loaded(): AuthoredLab {
  const all = loadLabFiles("orders", { lab, solution, cases });
  if (!all.ok) throw new Error(JSON.stringify(all.problems));
  return all.value;
}

/** @throws Error when there is no such case. */
export function getCase(name: string): LabCase {
  const found = loaded().cases.find((one) => one.name === name);
  if (!found) throw new Error(`There is no case ${name}.`);
  return found;
}

/** What is wrong when some of the files are written otherwise. */
export function problemsOf(
  texts: Partial<Record<keyof typeof labFiles, string>>,
): readonly LabProblem[] {
  const all = loadLabFiles("orders", { lab, solution, cases, ...texts });
  return all.ok ? [] : all.problems;
}
