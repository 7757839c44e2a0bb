import { EvidenceView } from "@lab-grader/core/contracts/endpoints/submission-steps";
import { Problem } from "@lab-grader/core/contracts/http";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { aSubmission } from "@lab-grader/core/testing";
import { SubmissionsComparison } from "@lab-grader/core/views/submissions-comparison";
import { describe, expect, it } from "vitest";
import { labDigest } from "../testing.ts";
import { aTestApi, instructor, store } from "./testing.ts";

const first = aSubmission().submissionId;
const second = aSubmission({ number: 2 }).submissionId;
const stranger = { login: "learner-02" };
const codeOf = ({ statusCode, json }: { statusCode?: number | undefined; json: unknown }) => [
  ...[statusCode, Problem.parse(json).code],
];

describe("GET evidence", () => {
  const path = `/v1/submissions/${first}/evidence`;

  it("shows each call with its answer, and which criteria it decides", async () => {
    const { call, table } = await aTestApi();
    await store(table, { isProtected: false });

    const { json } = await call({ path });

    const { facts, claim, accountId } = EvidenceView.parse(json);
    expect([claim, accountId]).toEqual([1, "100000000001"]);
    const table1 = facts.find(({ kind }) => kind === "dynamodb.table");
    expect(table1?.criteria).toEqual(["table", "protected"]);
    expect(table1?.answers[0]).toMatchObject({
      ...{ operation: "DescribeTable", input: { TableName: "lab-orders" } },
      output: { Table: { DeletionProtectionEnabled: false } },
    });
  });

  it("names hidden criteria to staff alone", async () => {
    const { call, table } = await aTestApi();
    await store(table, { isProtected: false });
    const named = async (who: object) => {
      const { facts } = EvidenceView.parse((await call({ path, ...who })).json);
      return facts.flatMap(({ criteria }) => criteria);
    };

    expect(await named(instructor)).toContain("also-protected");
    expect(await named({})).not.toContain("also-protected");
  });

  it("is kept back while only what is unknown is shown; staff see it", async () => {
    const { call, table } = await aTestApi({ assignment: { blockedFeedback: "unknownOnly" } });
    await store(table, {}, { state: "blocked", counts: false });

    expect(codeOf(await call({ path }))).toEqual([409, "evidence.not_shown"]);
    expect((await call({ path, ...instructor })).statusCode).toBe(200);
  });

  it("says where nothing was looked at", async () => {
    const { call, table } = await aTestApi();
    await table.put(SubmissionRecord, aSubmission({ labDigest }));

    expect(codeOf(await call({ path }))).toEqual([404, "evidence.none"]);
  });

  it("is not there for strangers", async () => {
    const { call, table } = await aTestApi();
    await store(table, {});

    for (const who of [stranger, { login: "instructor-02", groups: "[instructor]" }])
      expect(codeOf(await call({ path, ...who }))).toEqual([404, "submission.not_found"]);
  });
});

describe("GET comparison", () => {
  const path = `/v1/submissions/${second}/comparison`;

  async function twoAttempts() {
    const api = await aTestApi();
    await store(api.table, { isProtected: false });
    await store(api.table, { isProtected: true }, { number: 2 });
    return api;
  }

  it("shows what got better, and the one field that changed in the account", async () => {
    const { call } = await twoAttempts();

    const { json } = await call({ path, query: { with: first } });

    const { before, after, criteria, facts } = SubmissionsComparison.parse(json);
    expect([before.points, after.points]).toEqual([2, 6]);
    expect(criteria.map(({ criterion, change }) => [criterion, change])).toEqual([
      ["table", "same"],
      ["protected", "better"],
    ]);
    expect(facts.find(({ kind }) => kind === "dynamodb.table")).toMatchObject({
      change: "changed",
      changes: [
        { path: "DescribeTable.Table.DeletionProtectionEnabled", before: false, after: true },
      ],
    });
    expect(facts.find(({ kind }) => kind === "dynamodb.table-names")?.change).toBe("same");
  });

  it("shows hidden criteria to staff", async () => {
    const { call } = await twoAttempts();

    const { json } = await call({ path, query: { with: first }, ...instructor });

    expect(SubmissionsComparison.parse(json).criteria.map(({ criterion }) => criterion)).toContain(
      "also-protected",
    );
  });

  it.each([
    ["of another learner", aSubmission({ learnerId: "lrn_000000000002" }).submissionId, 422],
    ["that is not there", aSubmission({ number: 9 }).submissionId, 422],
    ["that is none", "nonsense", 400],
  ])("refuses one %s", async (_, other, status) => {
    const { call } = await twoAttempts();

    expect((await call({ path, query: { with: other } })).statusCode).toBe(status);
  });

  it("is not there for strangers", async () => {
    const { call } = await twoAttempts();

    expect(codeOf(await call({ path, query: { with: first }, ...stranger }))).toEqual([
      ...[404, "submission.not_found"],
    ]);
  });
});
