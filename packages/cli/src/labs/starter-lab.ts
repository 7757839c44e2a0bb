import { labFiles } from "@lab-grader/core/lab/lab-files";

/** A first lab, by file below its folder: it validates, and its cases prove its whole rubric. */
export function starterLab(
  id: string,
  /** Path of the folder with the JSON Schemas, as seen from the lab's folder. */
  schemas: string,
): Readonly<Record<string, string>> {
  return {
    [labFiles.lab]: labText(id, schemas),
    [labFiles.solution]: solutionText(`../${schemas}`),
    [labFiles.cases]: casesText(`../${schemas}`),
    "README.md": readmeText(id),
  };
}

function labText(id: string, schemas: string): string {
  return `# yaml-language-server: $schema=${schemas}/lab.schema.json
id: ${id}
version: 0.1.0
title: A table that is not lost
summary: Build a table that one wrong command can't delete, and that can be brought back.
minutes: 15
costUsd: 0.01 # in the learner's account, cleaned up the same day
passAt: 70 # per cent of the points that were judged

variables: { region: us-east-1, table: ${id} }
where: { region: $region, table: $table }
gate: table # while this one is red nothing else is judged, and no attempt is used

stages:
  build:
    title: Build it
    criteria:
      table:
        title: The table is there
        points: 1
        check: dynamodb.table
      protected:
        title: One wrong command can't delete it
        points: 3
        check: dynamodb.deletion-protection
      recoverable:
        title: Any second of the last week can be brought back
        points: 6
        check: dynamodb.point-in-time-recovery
        expect: { enabled: true, windowDays: { atLeast: 7 } }
        why: Most tables that are lost were emptied, not deleted.
`;
}

function solutionText(schemas: string): string {
  return `# yaml-language-server: $schema=${schemas}/solution.schema.json
# One right way. \`labgrader lab record\` writes a stage from what you type.
build:
  create-the-table:
    dynamodb create-table:
      TableName: $table
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      BillingMode: PAY_PER_REQUEST
      DeletionProtectionEnabled: true
  recovery-on:
    dynamodb update-continuous-backups:
      TableName: $table
      PointInTimeRecoverySpecification:
        { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 }
`;
}

function casesText(schemas: string): string {
  return `# yaml-language-server: $schema=${schemas}/cases.schema.json
# The solution with something done otherwise, and what then comes out otherwise.
red:
  nothing-built: { skip: all, expect: { table: { not_met: dynamodb.table.missing } } }
  unprotected:
    change: { create-the-table.DeletionProtectionEnabled: false }
    expect: { protected: { not_met: dynamodb.deletion_protection.off } }
  recovery-never-on:
    skip: [recovery-on]
    expect: { recoverable: { not_met: dynamodb.pitr.off } }
  window-too-short:
    change: { recovery-on.PointInTimeRecoverySpecification.RecoveryPeriodInDays: 3 }
    expect: { recoverable: { partly: dynamodb.pitr.window_short } }

green:
  longer-window:
    change: { recovery-on.PointInTimeRecoverySpecification.RecoveryPeriodInDays: 35 }
`;
}

function readmeText(id: string): string {
  return `# A table that is not lost

What you build, and why it matters. About 15 minutes; about 0.01 USD in your account, if you clean
up the same day.

## Steps

1. Make a table \`${id}\` in us-east-1 with the partition key \`id\`, on demand, with deletion protection.
2. Turn on point-in-time recovery for a week.

## Clean up

\`\`\`sh
aws dynamodb update-table --table-name ${id} --no-deletion-protection-enabled
aws dynamodb delete-table --table-name ${id}
\`\`\`
`;
}
