import { csvText } from "./csv-text.ts";
import {
  decimalText,
  type Export,
  type ExportCell,
  type ExportSheet,
  exportFileName,
  roundingNote,
} from "./export-sheet.ts";

/** One line per learner and assignment, with the reason of every result: for a spreadsheet. */
export function plainCsv(sheet: ExportSheet): Export {
  const seal = sheet.seal?.hash ?? "";
  const lines = [
    [
      "login",
      "learner_id",
      "name",
      "email",
      "section",
      "assignment_id",
      "assignment",
      "points",
      "max_points",
      "status",
      "reason",
      "exported_at",
      "audit_seal",
    ],
    ...sheet.rows.flatMap(({ learner, cells }) =>
      sheet.columns.map(({ assignmentId, title, maxPoints }, at) => {
        const { login, learnerId, name, email = "", section = "" } = learner;
        const cell = cells[at];
        return [
          ...[login, learnerId, name, email, section, assignmentId, title],
          ...[pointsText(cell), decimalText(maxPoints), cell?.kind ?? "none", cell?.reason ?? ""],
          ...[sheet.at, seal],
        ];
      }),
    ),
  ];
  return {
    status: "written",
    file: {
      name: exportFileName("grades", sheet, "csv"),
      mediaType: "text/csv",
      text: csvText(lines),
    },
    leftOut: [],
    notes: [roundingNote, "No points are an empty field, never 0."],
  };
}

/** The sheet as it is: for programs. */
export function plainJson(sheet: ExportSheet): Export {
  return {
    status: "written",
    file: {
      name: exportFileName("grades", sheet, "json"),
      mediaType: "application/json",
      text: `${JSON.stringify({ version: "1", ...withDecimals(sheet) }, null, 2)}\n`,
    },
    leftOut: [],
    notes: [roundingNote],
  };
}

/** Programs that count in decimals find them beside the exact points. */
function withDecimals(sheet: ExportSheet) {
  const rows = sheet.rows.map(({ learner, cells }) => ({
    learner,
    cells: cells.map((cell) =>
      cell.kind === "points"
        ? { ...cell, points: Number(decimalText(cell.points)), exactPoints: cell.points }
        : cell,
    ),
  }));
  return { ...sheet, rows };
}

function pointsText(cell: ExportCell | undefined): string {
  return cell?.kind === "points" ? decimalText(cell.points) : "";
}
