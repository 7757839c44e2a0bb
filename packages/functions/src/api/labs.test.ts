import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import {
  LabReceipt,
  largestLabBytes,
  largestProofBytes,
} from "@lab-grader/core/contracts/endpoints/labs";
import { Problem } from "@lab-grader/core/contracts/http";
import type { LabProof, ProofCase, ProofCell } from "@lab-grader/core/lab/lab-proof";
import { longestSheet } from "@lab-grader/core/lab/lab-sheet";
import { anAssignment } from "@lab-grader/core/testing";
import { AssignmentLab } from "@lab-grader/core/views/assignment-lab";
import { LabRubric } from "@lab-grader/core/views/lab-rubric";
import { describe, expect, it } from "vitest";
import { labReader } from "../labs.ts";
import { labSource, testIds, testTime } from "../testing.ts";
import { aTestApi, instructor } from "./testing.ts";

async function aPublisher() {
  const api = await aTestApi();
  const publish = (source: object, as = instructor, more: object = {}) =>
    api.call({
      ...{ method: "POST", path: "/v1/labs", ...as },
      body: JSON.stringify({ source, ...more }),
    });
  const ask = (path: string, as = instructor) => api.call({ method: "GET", path, ...as });
  return { ...api, publish, ask };
}

const learner = { login: "learner-01", groups: "[learner]" };
const criteria = ["build.table", "build.protected", "build.also-protected"];
const proof: LabProof = {
  ...{ lab: "test-lab", version: "1.0.0", stages: ["build"], criteria, cases: [] },
  ...{ red: 1, green: 1, isPassed: true },
  missing: { red: [], lost: [], choices: [], cases: [] },
};

describe("POST labs", () => {
  it("publishes a lab that assignments can then refer to by its digest", async () => {
    const { publish, table } = await aPublisher();

    const { statusCode, json } = await publish({ ...labSource, version: "2.0.0" });

    const { digest, status } = LabReceipt.parse(json);
    expect([statusCode, status]).toEqual([201, "published"]);
    expect(await labReader(table)(digest)).toMatchObject({ id: "test-lab", version: "2.0.0" });
  });

  it("answers the same content with what was published", async () => {
    const { publish } = await aPublisher();
    const first = await publish(labSource);

    const again = await publish(labSource);

    expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
    expect(again.json).toEqual({ ...Object(first.json), status: "unchanged" });
  });

  it("refuses other content under the same version", async () => {
    const { publish } = await aPublisher();
    await publish(labSource);

    const { statusCode, json } = await publish({ ...labSource, passAt: 50 });

    expect([statusCode, Problem.parse(json).code]).toEqual([409, "lab.version_taken"]);
  });

  it("refuses a lab that does not compile, naming the place", async () => {
    const { publish } = await aPublisher();

    const { statusCode, json } = await publish({ ...labSource, gate: "door" });

    expect([statusCode, json]).toEqual([
      422,
      expect.objectContaining({ code: "lab.invalid", path: "body.source.gate" }),
    ]);
  });

  it("is not for learners", async () => {
    const { publish, items } = await aPublisher();
    const before = new Map(items);

    const { statusCode } = await publish(labSource, learner);

    expect(statusCode).toBe(403);
    expect(items).toEqual(before);
  });

  it.each([
    ["a sheet with control characters", { sheet: "one\u0000two" }, "body.sheet"],
    ["a sheet that is too long", { sheet: "x".repeat(longestSheet + 1) }, "body.sheet"],
    ["a proof of another shape", { proof: { ...proof, stages: "build" } }, "body.proof.stages"],
    ["a proof of another lab", { proof: { ...proof, lab: "other" } }, "body.proof"],
  ])("refuses %s, and publishes nothing", async (_, more, path) => {
    const { publish, ask } = await aPublisher();

    const { statusCode, json } = await publish(labSource, instructor, more);

    expect([400, 422]).toContain(statusCode);
    expect(Problem.parse(json).path).toBe(path);
    expect((await ask("/v1/labs")).json).toEqual({ labs: [] });
  });

  it("refuses a lab or a proof that is too large for the table, and says how large it may be", async () => {
    const { publish } = await aPublisher();
    const cells = Array.from({ length: 100 }, () => aCell("x".repeat(200)));
    const cases = Array.from({ length: 14 }, () => aCase(cells));

    const lab = await publish({ ...labSource, more: "x".repeat(largestLabBytes) });
    const proven = await publish(labSource, instructor, { proof: { ...proof, cases } });

    expect([lab.statusCode, Problem.parse(lab.json).path]).toEqual([400, "body.source"]);
    expect(Problem.parse(lab.json).detail).toContain(String(largestLabBytes));
    expect([proven.statusCode, Problem.parse(proven.json).path]).toEqual([400, "body.proof"]);
    expect(Problem.parse(proven.json).detail).toContain(String(largestProofBytes));
  });
});

describe("GET labs", () => {
  it("lists labs with who published which version when, those to try out marked", async () => {
    const { publish, ask } = await aPublisher();
    await publish(labSource);
    await publish({ ...labSource, version: "1.0.0-dev.12345678" });

    const { json } = await ask("/v1/labs");

    const version = { digest: expect.any(String), publishedAt: testTime };
    expect(json).toEqual({
      labs: [
        {
          ...{ labId: "test-lab", title: labSource.title },
          versions: expect.arrayContaining([
            { ...version, version: "1.0.0", publishedBy: "instructor-01", isDev: false },
            expect.objectContaining({ version: "1.0.0-dev.12345678", isDev: true }),
          ]),
        },
      ],
    });
  });
});

describe("GET labs/{labId}/versions/{version}", () => {
  it("shows all of a rubric: hidden criteria, hints, what is asked of AWS, sheet and proof", async () => {
    const { publish, ask } = await aPublisher();
    await publish(labSource, instructor, { sheet: "# Do it", proof });

    const { statusCode, json } = await ask("/v1/labs/test-lab/versions/1.0.0");

    expect(statusCode).toBe(200);
    const { sheet, proof: shown, stages, role, gate, maxPoints } = LabRubric.parse(json);
    expect({ sheet, gate, maxPoints }).toEqual({ sheet: "# Do it", gate: "table", maxPoints: 6 });
    expect(shown).toEqual({ by: "instructor-01", at: testTime, document: proof });
    const [build] = stages;
    expect(build?.criteria.map(({ criterion, isHidden }) => [criterion, isHidden])).toEqual([
      ["table", false],
      ["protected", false],
      ["also-protected", true],
    ]);
    expect(build?.criteria[1]).toMatchObject({
      ...{ kind: "check", check: "dynamodb.deletion-protection", hints: { length: 2 } },
      operations: expect.arrayContaining(["dynamodb DescribeTable"]),
      permissions: expect.arrayContaining([
        expect.objectContaining({ action: "dynamodb:DescribeTable" }),
      ]),
    });
    expect(build?.policy.characters).toBe(JSON.stringify(build?.policy.document).length);
    expect(build?.checklist.map(({ criterion }) => criterion)).toEqual(["table", "protected"]);
    expect(role).toMatchObject({ fits: true, documents: [{ Version: "2012-10-17" }] });
  });

  it.each([
    ["test-lab", "9.9.9"],
    ["no-lab", "1.0.0"],
    ["x", "%00"],
  ])("says that %s %s is not published", async (lab, version) => {
    const { publish, ask } = await aPublisher();
    await publish(labSource);

    const { statusCode, json } = await ask(`/v1/labs/${lab}/versions/${version}`);

    expect([statusCode, Problem.parse(json).code]).toEqual([404, "lab.not_found"]);
  });

  it("is not for learners: it holds the keys", async () => {
    const { publish, ask } = await aPublisher();
    await publish(labSource);

    const { statusCode } = await ask("/v1/labs/test-lab/versions/1.0.0", learner);

    expect(statusCode).toBe(403);
  });
});

describe("GET assignments/{assignmentId}/lab", () => {
  const path = `/v1/assignments/${testIds.assignmentId}/lab`;

  it("is the lab as its learners read it, without what is hidden from them", async () => {
    const { ask } = await aPublisher();

    const { statusCode, json } = await ask(path, learner);

    expect(statusCode).toBe(200);
    const { stages, ...lab } = AssignmentLab.parse(json);
    expect(lab).toMatchObject({ lab: { id: "test-lab", version: "1.0.0" }, minutes: 5 });
    expect(stages[0]?.criteria).toEqual([
      {
        ...{ criterion: "table", title: "The table is there", points: 2, kind: "check" },
        ...{ isGate: true, expected: expect.any(String) },
      },
      {
        ...{ criterion: "protected", title: "One wrong command can't delete it", points: 3 },
        ...{ kind: "check", expected: expect.any(String) },
      },
    ]);
    expect(stages[0]?.asks[0]).toMatchObject({ operations: ["dynamodb DescribeTable"] });
    expect(JSON.stringify(json)).not.toContain("also-protected");
  });

  it("has the sheet as it was published, whatever is in it", async () => {
    const { publish, ask, table } = await aPublisher();
    const sheet = "# <script>alert(1)</script>\r\n[a](javascript:alert(1))";
    const source = { ...labSource, version: "1.1.0" };
    const { digest } = LabReceipt.parse((await publish(source, instructor, { sheet })).json);
    await table.put(AssignmentRecord, anAssignment({ labId: "test-lab", labDigest: digest }));

    const { json, headers } = await ask(path, learner);

    expect(AssignmentLab.parse(json).sheet).toBe(sheet);
    expect(headers["content-type"]).toBe("application/json");
  });

  it("tells learners nothing of what will be asked before it opens, and staff everything", async () => {
    const opensAt = "2026-03-02T00:00:00.000Z";
    const api = await aTestApi({ assignment: { opensAt } });
    const ask = (as: typeof instructor) => api.call({ method: "GET", path, ...as });

    const [early, staff] = await Promise.all([ask(learner), ask(instructor)]);

    expect(AssignmentLab.parse(early.json)).toMatchObject({
      opensAt,
      stages: [{ stage: "build", maxPoints: 6, criteria: [], questions: [], asks: [] }],
    });
    expect(AssignmentLab.parse(staff.json).opensAt).toBeUndefined();
    expect(AssignmentLab.parse(staff.json).stages[0]?.criteria).toHaveLength(2);
  });

  it.each([
    ["a learner of another cohort", { login: "learner-03", groups: "[learner]" }],
    ["staff of another cohort", { login: "instructor-02", groups: "[instructor]" }],
  ])("is not there for %s", async (_, as) => {
    const { ask } = await aPublisher();

    const { statusCode, json } = await ask(path, as);

    expect([statusCode, Problem.parse(json).code]).toEqual([404, "assignment.not_found"]);
  });
});

function aCell(reason: string): ProofCell {
  return {
    ...{ criterion: "build.table", moment: "at once", expected: { outcome: "met" } },
    ...{ outcome: "met", reason, isAsExpected: true },
  };
}

function aCase(cells: ProofCell[]): ProofCase {
  return { kind: "red", name: "nothing", stage: "build", isAsExpected: true, cells };
}
