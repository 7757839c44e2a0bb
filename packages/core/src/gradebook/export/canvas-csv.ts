import { csvText, looksLikeFormula } from "./csv-text.ts";
import {
  decimalText,
  type Export,
  type ExportCell,
  type ExportColumn,
  type ExportLearner,
  type ExportSheet,
  exportFileName,
  isOpenCell,
  type LeftOut,
  openNotes,
  roundingNote,
} from "./export-sheet.ts";

/**
 * Canvas drops columns whose title has one of these words, without a word: its own exports name
 * computed columns so (github.com/instructure/canvas-lms, lib/gradebook_importer.rb).
 */
const droppedTitle = /\b(current|final|override) (score|points|grade|status)\b/i;
/** What Canvas takes for the number of an assignment. */
const numberAtEnd = /\(\d+\)\s*$/;

const notes = [
  roundingNote,
  "An empty cell leaves Canvas as it is; EX excuses. Set Canvas's own late policy to none for these assignments, or lateness counts twice.",
] as const;

/**
 * The gradebook for Canvas's *Import Grades*. Canvas finds a learner by ID, SIS user id or SIS login
 * id; who has none of them, or shares one, is left out and listed.
 */
export function canvasCsv(sheet: ExportSheet): Export {
  const problems = titleProblems(sheet.columns);
  if (problems.length > 0) return { status: "refused", problems };
  const leftOut = unmatched(sheet.rows.map(({ learner }) => learner));
  const isLeftOut = new Set(leftOut.map(({ learnerId }) => learnerId));
  const rows = sheet.rows.filter(({ learner }) => !isLeftOut.has(learner.learnerId));
  const lines = [
    ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", ...sheet.columns.map(titleOf)],
    // The four blanks are how Canvas writes it, and finds it again.
    ["    Points Possible", "", "", "", "", ...sheet.columns.map(maximumOf)],
    ...rows.map(({ learner, cells }) => [...identityOf(learner), ...cells.map(cellText)]),
  ];
  const isNew = sheet.columns.filter(({ canvasId }) => canvasId === undefined);
  return {
    status: "written",
    file: {
      name: exportFileName("canvas", sheet, "csv"),
      mediaType: "text/csv",
      text: csvText(lines),
    },
    leftOut,
    notes: [
      ...notes,
      ...openNotes({ ...sheet, rows }),
      ...isNew.map(
        ({ title }) =>
          `"${title}" has no Canvas number: Canvas finds it by this exact title, or makes a new assignment.`,
      ),
    ],
  };
}

function titleOf({ title, canvasId }: ExportColumn): string {
  return canvasId === undefined ? title : `${title} (${canvasId})`;
}

function maximumOf({ maxPoints }: ExportColumn): string {
  return decimalText(maxPoints);
}

function identityOf(learner: ExportLearner): readonly string[] {
  const { name, canvasId = "", sisUserId = "", sisLoginId = "", section = "" } = learner;
  return [name, canvasId, sisUserId, sisLoginId, section];
}

function cellText(cell: ExportCell): string {
  if (isOpenCell(cell)) return "";
  if (cell.kind === "points") return decimalText(cell.points);
  return cell.kind === "excused" ? "EX" : "";
}

function titleProblems(columns: readonly ExportColumn[]): readonly string[] {
  const titles = columns.map(titleOf);
  const numbers = columns.map(({ canvasId }) => canvasId);
  return columns.flatMap((column, at) => {
    const { title, canvasId } = column;
    const problem = (what: string) => [
      `The title "${title}" ${what} Give the assignment another title.`,
    ];
    if (droppedTitle.test(title))
      return problem("has words by which Canvas knows its own computed columns; it would drop it.");
    if (canvasId === undefined && numberAtEnd.test(title))
      return problem("ends like a Canvas number; Canvas would look for that assignment.");
    if (looksLikeFormula(title)) return problem("begins like a formula.");
    if (titles.indexOf(titleOf(column)) !== at)
      return problem("is there twice; Canvas couldn't tell them apart.");
    if (canvasId !== undefined && numbers.indexOf(canvasId) !== at)
      return [
        `"${title}" has the Canvas number ${canvasId} of another assignment; Canvas would take both for one. Correct one of the numbers.`,
      ];
    return [];
  });
}

const identities = ["canvasId", "sisUserId", "sisLoginId"] as const;

function unmatched(learners: readonly ExportLearner[]): readonly LeftOut[] {
  const owners = new Map<string, number>();
  for (const learner of learners)
    for (const key of keysOf(learner)) owners.set(key, (owners.get(key) ?? 0) + 1);
  return learners.flatMap((learner) => {
    const { learnerId, login } = learner;
    const given = identities.flatMap((field) => learner[field] ?? []);
    const leftOut = (why: string) => [{ learnerId, login, why }];
    if (given.length === 0)
      return leftOut(
        "Canvas could only guess by the name: no Canvas id, SIS user id or SIS login id is known. Import a roster with one of them.",
      );
    if (given.some(looksLikeFormula))
      return leftOut("An id begins with = + - or @, which a spreadsheet would run as a formula.");
    if (keysOf(learner).some((key) => (owners.get(key) ?? 0) > 1))
      return leftOut("Another learner has the same id; one of the two must be wrong.");
    return [];
  });
}

function keysOf(learner: ExportLearner): readonly string[] {
  return identities.flatMap((field) => {
    const id = learner[field];
    return id === undefined ? [] : [`${field} ${id}`];
  });
}
