import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readGoldenFile } from "./golden-case.ts";

const folder = new URL("../../packages/core/src/checks/cases/", import.meta.url);

const names = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .flatMap((file) => readGoldenFile(file, readFileSync(new URL(file, folder), "utf8")))
  .map(({ name }) => name);

/** Rules that look right, are in use, and give wrong verdicts. */
const naiveRules: Readonly<Record<number, string>> = {
  1: "BillingModeSummary has to say PROVISIONED",
  2: "no SSEDescription is unencrypted",
  3: "SSEType KMS is a customer managed key",
  4: "ContinuousBackupsStatus ENABLED is point-in-time recovery",
  5: "a scalable target is auto scaling",
  6: "an empty ListBackups is no backup",
  7: "a table that a backup plan names is backed up",
  8: "a restored table has a RestoreSummary",
  9: "a restored table equals its source in all settings",
  10: "ItemCount counts the items",
  11: 'a "*" as Principal is public, and no "*" is private',
  12: "an alarm on the metric watches the table",
  13: "an index serves the pattern that it is named after",
  14: "any error on the forbidden call shows that access is denied",
  15: "a DescribeTable that fails shows a table that is gone",
};

const furtherRules: Readonly<Record<string, RegExp>> = {
  "a LatestStreamArn is a stream that is on": /LatestStreamArn/,
  "Replicas of one region are the replicas": /Replicas read from one region/,
  "a DescribeGlobalTable that finds nothing is no replica": /DescribeGlobalTable/,
  "the first page of DescribeScalingPolicies has all of them": /second page/,
  "an AccessDenied of the grader is the learner's failure": /AccessDenied/,
  "units of an auto-scaled table are what somebody has set": /auto-scaled/,
};

describe("a golden case keeps each classic false verdict away", () => {
  it.each(Object.entries(naiveRules))("%s: %s", (number) => {
    expect(names.filter((name) => name.startsWith(`false verdict ${number}: `))).not.toEqual([]);
  });

  it.each(Object.entries(furtherRules))("also: %s", (_, words) => {
    const also = names.filter((name) => name.startsWith("false verdict also: "));

    expect(also.filter((name) => words.test(name))).not.toEqual([]);
  });

  it("numbers no case of a rule that nobody has", () => {
    const numbered = names.flatMap((name) => /^false verdict (\S+):/.exec(name)?.[1] ?? []);

    expect(numbered.filter((number) => number !== "also" && !(number in naiveRules))).toEqual([]);
    expect(names.filter((name) => /^false verdict(?! \S+: )/.test(name))).toEqual([]);
  });
});
