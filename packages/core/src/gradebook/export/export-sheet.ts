import Fraction from "fraction.js";
import type { Points } from "../../grading/points.ts";
import type { Instant } from "../../time.ts";

/** One assignment in an export. */
export interface ExportColumn {
  readonly assignmentId: string;
  readonly title: string;
  readonly maxPoints: Points;
  /** The number of the assignment in Canvas; absent: Canvas finds it by its title, or makes it anew. */
  readonly canvasId?: string;
  /** Maximum of the grade item in Moodle; absent: `maxPoints`. */
  readonly moodleMaximum?: number;
}

/** What the LMS may know a learner by. */
export interface ExportLearner {
  readonly learnerId: string;
  readonly login: string;
  readonly name: string;
  readonly email?: string;
  readonly section?: string;
  readonly canvasId?: string;
  readonly sisUserId?: string;
  readonly sisLoginId?: string;
  /** Moodle's *ID number*. */
  readonly idNumber?: string;
  /** The login where nothing else is known. */
  readonly moodleUsername?: string;
}

/** One result. Nothing is not a zero: nobody's missing work is sent as 0 points. */
export type ExportCell =
  | {
      readonly kind: "points";
      /** Exact, 0 to the column's maximum; rounded where it is written. */
      readonly points: Points;
      /** Why it is this number: `late by 1 day`, `overridden`. */
      readonly reason: string;
      /**
       * Something is on hold or still has to be judged, so the points are of less than the maximum:
       * an LMS would take what is open for lost.
       */
      readonly isOpen?: true;
    }
  | { readonly kind: "none"; readonly reason: string }
  | { readonly kind: "excused"; readonly reason: string };

export interface ExportRow {
  readonly learner: ExportLearner;
  /** One for each column, in their order. */
  readonly cells: readonly ExportCell[];
}

/** What an export is written from: the learners who are enrolled, and what of their results is released. */
export interface ExportSheet {
  readonly cohortId: string;
  readonly cohortName: string;
  readonly at: Instant;
  /** Head of the audit chain of the cohort; absent while it was never sealed. */
  readonly seal?: { readonly hash: string; readonly at: Instant };
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly ExportRow[];
}

/** A learner or a result that is not in the file, and what to do about it. */
export interface LeftOut {
  readonly learnerId: string;
  readonly login: string;
  readonly why: string;
}

export interface ExportFile {
  /** Safe as a file name; ends in the beginning of the seal's hash. */
  readonly name: string;
  readonly mediaType: "text/csv" | "application/json";
  readonly text: string;
}

export type Export =
  | {
      readonly status: "written";
      readonly file: ExportFile;
      readonly leftOut: readonly LeftOut[];
      /** What whoever imports it should know. */
      readonly notes: readonly string[];
    }
  /** Nothing is written: the LMS would drop or misread it. */
  | { readonly status: "refused"; readonly problems: readonly string[] };

/** `canvas-spring-2026-11-22-seal-0f3a….csv`: the head of the audit chain goes wherever the file goes. */
export function exportFileName(
  format: string,
  { cohortName, at, seal }: Pick<ExportSheet, "cohortName" | "at" | "seal">,
  ending: "csv" | "json",
): string {
  const cohort = cohortName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const head = seal === undefined ? "unsealed" : `seal-${seal.hash.slice(0, 16)}`;
  return `${[format, cohort, at.slice(0, 10), head].filter((part) => part !== "").join("-")}.${ending}`;
}

/** What an LMS is not told yet, assignment by assignment. */
export function openNotes({ columns, rows }: Pick<ExportSheet, "columns" | "rows">): string[] {
  return columns.flatMap(({ title }, at) => {
    const open = rows.filter(({ cells }) => isOpenCell(cells[at])).length;
    if (open === 0) return [];
    return `"${title}": left empty for now: ${open}. A criterion is on hold, or a person still has to look; export it again afterwards.`;
  });
}

export function isOpenCell(cell: ExportCell | undefined): boolean {
  return cell?.kind === "points" && cell.isOpen === true;
}

/** Every export says how its numbers came to be. */
export const roundingNote =
  "Points are exact fractions inside and rounded once, here, to two decimals, half up.";

/**
 * Rounded once, to two decimals, half up: `1/2` is `0.50`, `2/3` is `0.67`.
 * @param scale of another maximum: points × `to` ÷ `from`.
 */
export function decimalText(
  points: Points | number,
  scale: { readonly from: Points | number; readonly to: Points | number } = { from: 1, to: 1 },
): string {
  const hundredths = new Fraction(points).mul(scale.to).div(scale.from).mul(100).round();
  const digits = String(hundredths.valueOf()).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
