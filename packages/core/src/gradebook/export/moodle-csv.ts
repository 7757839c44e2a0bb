import { comparePoints, pointsOf } from "../../grading/points.ts";
import { csvText, looksLikeFormula } from "./csv-text.ts";
import {
  decimalText,
  type Export,
  type ExportCell,
  type ExportColumn,
  type ExportLearner,
  type ExportRow,
  type ExportSheet,
  exportFileName,
  isOpenCell,
  type LeftOut,
  openNotes,
  roundingNote,
} from "./export-sheet.ts";

/** By which of its fields Moodle finds a learner; chosen in Moodle's *Map from*, too. */
export type MoodleKey = "email" | "idNumber" | "moodleUsername";

const keyTitles = {
  email: "Email address",
  idNumber: "ID number",
  moodleUsername: "Username",
} as const satisfies Readonly<Record<MoodleKey, string>>;

const keyWords = {
  email: "e-mail address",
  idNumber: "ID number",
  moodleUsername: "username",
} as const satisfies Readonly<Record<MoodleKey, string>>;

/** A site's `unlimitedgrades` is off as a rule: a single larger grade aborts the whole import. */
const largestGrade = 100;

/**
 * The gradebook for Moodle's *Import CSV file*. One learner that Moodle doesn't know, or one grade
 * that it doesn't take, aborts its whole import; so only learners with the key and with a grade are
 * in the file, and feedback only beside a grade, because feedback alone erases one
 * (docs.moodle.org, Grade import).
 */
export function moodleCsv(sheet: ExportSheet, { key }: { readonly key: MoodleKey }): Export {
  const problems = columnProblems(sheet.columns);
  if (problems.length > 0) return { status: "refused", problems };
  const leftOut = unmatched(sheet.rows, key);
  const isLeftOut = new Set(leftOut.map(({ learnerId }) => learnerId));
  const rows = sheet.rows.filter(
    ({ learner, cells }) => !isLeftOut.has(learner.learnerId) && cells.some(isGrade),
  );
  const seal = sheet.seal?.hash ?? "unsealed";
  const lines = [
    [
      keyTitles[key],
      "Full name",
      ...sheet.columns.flatMap(({ title }) => [
        `Assignment: ${title} (Real)`,
        `Assignment: ${title} (Feedback)`,
      ]),
      "Lab Grader seal",
    ],
    ...rows.map(({ learner, cells }) => [
      learner[key] ?? "",
      learner.name,
      ...cells.flatMap((cell, at) => cellTexts(cell, sheet.columns[at])),
      seal,
    ]),
  ];
  return {
    status: "written",
    file: {
      name: exportFileName("moodle", sheet, "csv"),
      mediaType: "text/csv",
      text: csvText(lines),
    },
    leftOut,
    notes: [
      roundingNote,
      `In Moodle map "${keyTitles[key]}" to the ${keyWords[key]}; upper and lower case of an e-mail address matter there. Leave "Lab Grader seal" on Ignore.`,
      "Moodle has no excused: such a cell is empty. Learners without any grade are not in the file.",
      ...openNotes(sheet),
    ],
  };
}

function isGrade(cell: ExportCell): boolean {
  return cell.kind === "points" && !isOpenCell(cell);
}

function cellTexts(cell: ExportCell, column: ExportColumn | undefined): readonly [string, string] {
  if (cell.kind !== "points" || isOpenCell(cell) || column === undefined) return ["", ""];
  const { maxPoints, moodleMaximum = maxPoints } = column;
  return [decimalText(cell.points, { from: maxPoints, to: moodleMaximum }), cell.reason];
}

function columnProblems(columns: readonly ExportColumn[]): readonly string[] {
  const titles = columns.map(({ title }) => title);
  return columns.flatMap(({ title, maxPoints, moodleMaximum = maxPoints }, at) => {
    if (
      comparePoints(
        pointsOf(largestGrade),
        typeof moodleMaximum === "number" ? pointsOf(moodleMaximum) : moodleMaximum,
      ) < 0
    )
      return [
        `The maximum of "${title}" is ${decimalText(moodleMaximum)}; Moodle takes grades up to ${largestGrade}. Set the maximum of its grade item for this assignment, and the points are scaled to it.`,
      ];
    if (titles.indexOf(title) !== at)
      return [`The title "${title}" is there twice. Give one of the assignments another title.`];
    return [];
  });
}

function unmatched(rows: readonly ExportRow[], key: MoodleKey): readonly LeftOut[] {
  const owners = new Map<string, number>();
  for (const { learner } of rows) {
    const id = learner[key];
    if (id !== undefined) owners.set(id, (owners.get(id) ?? 0) + 1);
  }
  return rows.flatMap(({ learner }) => {
    const why = whyUnmatched(learner, { key, owners });
    return why === undefined ? [] : [{ learnerId: learner.learnerId, login: learner.login, why }];
  });
}

function whyUnmatched(
  learner: ExportLearner,
  { key, owners }: { key: MoodleKey; owners: ReadonlyMap<string, number> },
): string | undefined {
  const id = learner[key];
  if (id === undefined)
    return `No ${keyWords[key]} is known, and one learner whom Moodle can't find aborts its import. Import a roster with it.`;
  if (looksLikeFormula(id))
    return `The ${keyWords[key]} begins with = + - or @, which a spreadsheet would run as a formula.`;
  if ((owners.get(id) ?? 0) > 1)
    return `Another learner has the same ${keyWords[key]}; one of the two must be wrong.`;
  return undefined;
}
