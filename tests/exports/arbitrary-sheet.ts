import type { ExportCell, ExportSheet } from "@lab-grader/core/gradebook/export/export-sheet";
import { pointsOf, shareOfPoints } from "@lab-grader/core/grading/points";
import * as fc from "fast-check";

/** Names as people have them, and as they don't: quotes, line ends, formulas, separators. */
const awkwardText = fc.oneof(
  fc.constantFrom('=HYPERLINK("x")', "+1", "-", "@a", "a,b", 'a"b', "a;b", "a\nb", " a ", "Ä"),
  fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.includes("\r")),
);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

function cellOf(maxPoints: number): fc.Arbitrary<ExportCell> {
  return fc.oneof(
    fc.record({ met: fc.nat(7), reason: awkwardText }).map(({ met, reason }) => ({
      kind: "points" as const,
      points: shareOfPoints(maxPoints, { met, of: 7 }),
      reason,
    })),
    fc.constant({ kind: "none" as const, reason: "not submitted" }),
    fc.constant({ kind: "excused" as const, reason: "excused" }),
  );
}

/** Sheets with some learners whom the LMS knows and some whom it doesn't. */
export const arbitrarySheet: fc.Arbitrary<ExportSheet> = fc
  .array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 })
  .chain((maxima) =>
    fc
      .array(
        fc.record({
          name: awkwardText,
          email: optional(fc.constantFrom("known", "Known")),
          isInCanvas: fc.boolean(),
          cells: fc.tuple(...maxima.map(cellOf)),
        }),
        { maxLength: 6 },
      )
      .map((learners) => ({
        cohortId: "coh_000000000001",
        cohortName: "Spring term",
        at: "2026-01-31T12:00:00.000Z",
        seal: { hash: "a".repeat(64), at: "2026-01-31T00:00:00.000Z" },
        columns: maxima.map((maxPoints, at) => ({
          assignmentId: `asg_${String(at).padStart(12, "0")}`,
          title: `Lab ${at}`,
          maxPoints: pointsOf(maxPoints),
          ...(at % 2 === 0 ? { canvasId: String(700 + at) } : {}),
        })),
        rows: learners.map(({ name, email, isInCanvas, cells }, at) => ({
          learner: {
            learnerId: `lrn_${String(at).padStart(12, "0")}`,
            login: `learner-${at}`,
            moodleUsername: `learner-${at}`,
            name,
            ...(email === undefined ? {} : { email: `${email}-${at}@example.edu` }),
            ...(isInCanvas ? { sisUserId: `sis-${at}` } : {}),
          },
          cells,
        })),
      })),
  );

/** A sheet of one learner and one lab of 3 points. */
export function aSheet(
  change: {
    readonly column?: Partial<ExportSheet["columns"][number]>;
    readonly learner?: Partial<ExportSheet["rows"][number]["learner"]>;
    readonly cell?: ExportCell;
  } = {},
): ExportSheet {
  return {
    cohortId: "coh_000000000001",
    cohortName: "Spring term",
    at: "2026-01-31T12:00:00.000Z",
    columns: [
      { assignmentId: "asg_000000000001", title: "DynamoDB", maxPoints: "3", ...change.column },
    ],
    rows: [
      {
        learner: {
          learnerId: "lrn_000000000001",
          login: "learner-01",
          moodleUsername: "learner-01",
          name: "learner-01",
          email: "learner-01@example.edu",
          canvasId: "41",
          ...change.learner,
        },
        cells: [change.cell ?? { kind: "points", points: pointsOf(2), reason: "graded" }],
      },
    ],
  };
}
