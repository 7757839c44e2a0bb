import { Buffer } from "node:buffer";
import { exportFormats, exportGradebook } from "@lab-grader/core/contracts/endpoints/exports";
import type { Export, ExportSheet } from "@lab-grader/core/gradebook/export/export-sheet";
import type { MoodleKey } from "@lab-grader/core/gradebook/export/moodle-csv";
import { openCohort } from "./access.ts";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { route } from "./route.ts";

/** Of the whole answer: docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const largestAnswerBytes = 6_000_000;

type Format = (typeof exportFormats)[number];

/** `GET /v1/cohorts/{cohortId}/exports/{format}` */
const write: ApiHandler<typeof exportGradebook> = async ({ identity, params, query }, deps) => {
  const format = exportFormats.find((each) => each === params.format);
  const cohort = await openCohort(params.cohortId, identity, {
    ...{ table: deps.table, right: "read" },
  });
  if (format === undefined)
    throw new VisibleError("export.unknown_format", {
      ...{ path: "path.format", params: { formats: exportFormats.join(", ") } },
    });
  const { assignments, moodleKey = "email" } = query;
  const { readSheet } = await import("@lab-grader/core/gradebook/export/read-sheet");
  const sheet = await readSheet(
    {
      ...{ cohortId: cohort.cohortId, cohortName: cohort.name },
      ...{ assignmentIds: assignments, now: deps.now() },
    },
    deps.table,
  );
  const known = new Set(sheet.columns.map(({ assignmentId }) => assignmentId));
  if (assignments?.some((each) => !known.has(each)))
    throw new VisibleError("assignment.not_found", { path: "query.assignments" });
  const written = await writeSheet(sheet, format, moodleKey);
  if (written.status === "refused")
    throw new VisibleError("export.refused", { params: { problems: written.problems.join(" ") } });
  const { file, leftOut, notes } = written;
  const body = {
    ...{ file, leftOut: [...leftOut], notes: [...notes] },
    ...(sheet.seal && { seal: sheet.seal }),
    cells: sheet.rows.length * sheet.columns.length,
  };
  // Lambda's answer is JSON in which the body is a text.
  if (Buffer.byteLength(JSON.stringify(JSON.stringify(body))) > largestAnswerBytes)
    throw new VisibleError("export.too_large", { path: "query.assignments" });
  return { body };
};

/** Each format is loaded when it is asked: learners never need one. */
async function writeSheet(sheet: ExportSheet, format: Format, key: MoodleKey): Promise<Export> {
  switch (format) {
    case "canvas":
      return (await import("@lab-grader/core/gradebook/export/canvas-csv")).canvasCsv(sheet);
    case "moodle":
      return (await import("@lab-grader/core/gradebook/export/moodle-csv")).moodleCsv(sheet, {
        key,
      });
    case "csv":
      return (await import("@lab-grader/core/gradebook/export/plain-export")).plainCsv(sheet);
    case "json":
      return (await import("@lab-grader/core/gradebook/export/plain-export")).plainJson(sheet);
    default:
      return format satisfies never;
  }
}

export const exportRoutes = [route(exportGradebook, write)];
