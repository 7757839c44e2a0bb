import { canvasCsv } from "@lab-grader/core/gradebook/export/canvas-csv";
import {
  decimalText,
  type Export,
  type ExportSheet,
} from "@lab-grader/core/gradebook/export/export-sheet";
import { moodleCsv } from "@lab-grader/core/gradebook/export/moodle-csv";
import { plainCsv, plainJson } from "@lab-grader/core/gradebook/export/plain-export";
import * as fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { arbitrarySheet, aSheet } from "./arbitrary-sheet.ts";
import { importIntoCanvas } from "./canvas-importer.ts";
import { importIntoMoodle } from "./moodle-importer.ts";

function written(made: Export) {
  if (made.status === "refused") throw new Error(made.problems.join(" "));
  return made;
}

function moodleSite(sheet: ExportSheet) {
  return {
    keyColumn: "Email address",
    users: new Set(sheet.rows.flatMap(({ learner: { email } }) => email ?? [])),
    largestGrade: 100,
  };
}

describe("the Canvas export", () => {
  it("is read by Canvas's rules with every score, excuse and maximum, and nothing else", () => {
    fc.assert(
      fc.property(arbitrarySheet, (sheet) => {
        const { file, leftOut } = written(canvasCsv(sheet));
        const { assignments, scores } = importIntoCanvas(file.text);

        const keys = sheet.columns.map(({ canvasId, title }) => canvasId ?? title);
        expect(assignments).toEqual(
          sheet.columns.map(({ maxPoints }, at) => ({
            key: keys[at],
            pointsPossible: Number(maxPoints),
          })),
        );
        const known = sheet.rows.filter(({ learner }) => learner.sisUserId !== undefined);
        const expected = known.map(({ learner, cells }) => [
          learner.sisUserId,
          new Map(
            cells.flatMap((cell, at) => {
              if (cell.kind === "none") return [];
              const score = cell.kind === "excused" ? cell.kind : Number(decimalText(cell.points));
              return [[keys[at], score]];
            }),
          ),
        ]);
        expect([...scores]).toEqual(expected);
        expect(leftOut).toHaveLength(sheet.rows.length - known.length);
      }),
    );
  });

  it.each([
    ["Final Grade of the course", "computed columns"],
    ["Lab, current score", "computed columns"],
    ["Lab (12)", "Canvas number"],
    ["=1+1", "formula"],
  ])("refuses the title %s, which Canvas would drop or misread", (title, why) => {
    const made = canvasCsv(aSheet({ column: { title } }));

    expect(made).toEqual({ status: "refused", problems: [expect.stringContaining(why)] });
  });

  it("leaves out both learners of one id, because nobody knows whose it is", () => {
    const [row] = aSheet().rows;
    if (row === undefined) throw new Error("no row");
    const other = { ...row, learner: { ...row.learner, learnerId: "lrn_2", login: "learner-02" } };

    const { leftOut } = written(canvasCsv({ ...aSheet(), rows: [row, other] }));

    expect(leftOut.map(({ login }) => login)).toEqual(["learner-01", "learner-02"]);
  });

  it("refuses two assignments with one Canvas number", () => {
    const sheet = aSheet({ column: { canvasId: "700" } });
    const columns = sheet.columns.flatMap((each) => [each, { ...each, title: "Another lab" }]);

    const made = canvasCsv({ ...sheet, columns });

    expect(made).toEqual({
      status: "refused",
      problems: [expect.stringContaining("the Canvas number 700 of another assignment")],
    });
  });

  it("never runs a name as a formula", () => {
    const { file } = written(canvasCsv(aSheet({ learner: { name: '=cmd("x")' } })));

    expect(Papa.parse<string[]>(file.text).data[2]?.[0]).toBe(`'=cmd("x")`);
  });

  it("says that an assignment without a number may be made anew", () => {
    const { notes } = written(canvasCsv(aSheet()));

    expect(notes.at(-1)).toContain("makes a new assignment");
  });
});

describe("the Moodle export", () => {
  it("is imported whole, and no learner is in it whom Moodle can't find", () => {
    fc.assert(
      fc.property(arbitrarySheet, (sheet) => {
        const { file, leftOut } = written(moodleCsv(sheet, { key: "email" }));
        const { grades } = importIntoMoodle(file.text, moodleSite(sheet));

        const graded = sheet.rows.filter(
          ({ learner, cells }) =>
            learner.email !== undefined && cells.some(({ kind }) => kind === "points"),
        );
        expect([...grades.keys()]).toEqual(graded.map(({ learner }) => learner.email));
        for (const { learner, cells } of graded) {
          const items = [...(grades.get(learner.email ?? "")?.values() ?? [])];
          expect(items.map(({ grade }) => grade)).toEqual(
            cells.map((cell) => (cell.kind === "points" ? Number(decimalText(cell.points)) : null)),
          );
        }
        expect(leftOut).toHaveLength(
          sheet.rows.filter(({ learner }) => learner.email === undefined).length,
        );
      }),
    );
  });

  it("scales to the maximum of Moodle's grade item, rounded once", () => {
    const sheet = aSheet({ column: { moodleMaximum: 10 } });

    const { file } = written(moodleCsv(sheet, { key: "email" }));

    const { grades } = importIntoMoodle(file.text, moodleSite(sheet));
    expect(grades.get("learner-01@example.edu")?.get("DynamoDB")?.grade).toBe(6.67);
  });

  it("refuses a maximum that Moodle's sites refuse, and says what to set", () => {
    const made = moodleCsv(aSheet({ column: { maxPoints: "120" } }), { key: "email" });

    expect(made).toEqual({
      status: "refused",
      problems: [expect.stringContaining("Set the maximum of its grade item")],
    });
  });

  it("carries the head of the seal in a column of its own", () => {
    const sheet = { ...aSheet(), seal: { hash: "b".repeat(64), at: "2026-01-31T00:00:00.000Z" } };

    const { file } = written(moodleCsv(sheet, { key: "moodleUsername" }));

    const { data } = Papa.parse<Record<string, string>>(file.text, { header: true });
    expect(data[0]).toMatchObject({ Username: "learner-01", "Lab Grader seal": "b".repeat(64) });
  });
});

describe("a result of which something is on hold or not judged yet", () => {
  const open = aSheet({ cell: { kind: "points", points: "2", reason: "on hold", isOpen: true } });

  it("is no lost point in an LMS: the cell stays empty, and the export says so", () => {
    const [canvas, moodle] = [canvasCsv(open), moodleCsv(open, { key: "email" })].map(written);

    const { scores } = importIntoCanvas(canvas?.file.text ?? "");
    expect([...scores.values()].map((each) => [...each])).toEqual([[]]);
    const { grades } = importIntoMoodle(moodle?.file.text ?? "", moodleSite(open));
    expect([...grades]).toEqual([]);
    for (const made of [canvas, moodle])
      expect(made?.notes.join(" ")).toContain('"DynamoDB": left empty for now: 1.');
  });

  it("is there with its points and its reason where a person reads it", () => {
    const { data } = Papa.parse<Record<string, string>>(written(plainCsv(open)).file.text, {
      header: true,
    });

    expect(data[0]).toMatchObject({ points: "2.00", reason: "on hold" });
  });
});

describe("the plain export", () => {
  it("has a line for every learner and assignment, and no zero for what isn't there", () => {
    fc.assert(
      fc.property(arbitrarySheet, (sheet) => {
        const { file } = written(plainCsv(sheet));

        const { data } = Papa.parse<Record<string, string>>(file.text, {
          header: true,
          skipEmptyLines: true,
        });
        const cells = sheet.rows.flatMap((row) => row.cells);
        expect(data.map(({ status }) => status)).toEqual(cells.map(({ kind }) => kind));
        expect(data.map(({ points }) => points)).toEqual(
          cells.map((cell) => (cell.kind === "points" ? decimalText(cell.points) : "")),
        );
        expect(data.every((line) => line.audit_seal === sheet.seal?.hash)).toBe(true);
      }),
    );
  });

  it("keeps the exact points for programs", () => {
    const { file } = written(
      plainJson(aSheet({ cell: { kind: "points", points: "2/3", reason: "" } })),
    );

    expect(JSON.parse(file.text).rows[0].cells[0]).toMatchObject({
      points: 0.67,
      exactPoints: "2/3",
    });
  });

  it("is named after the cohort, the day and the seal", () => {
    const sheet = { ...aSheet(), seal: { hash: "c".repeat(64), at: "2026-01-31T00:00:00.000Z" } };

    expect(written(plainCsv(sheet)).file.name).toBe(
      "grades-spring-term-2026-01-31-seal-cccccccccccccccc.csv",
    );
  });
});

describe("decimalText", () => {
  it.each([
    ["1/8", "0.13"],
    ["2/3", "0.67"],
    ["1/200", "0.01"],
    ["0", "0.00"],
    ["100", "100.00"],
  ])("writes %s as %s", (points, text) => {
    expect(decimalText(points)).toBe(text);
  });
});
