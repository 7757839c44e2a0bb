import Papa from "papaparse";

/** What Canvas makes of a file: scores by learner and assignment; `null` where nothing changes. */
export interface CanvasImport {
  readonly assignments: readonly { readonly key: string; readonly pointsPossible: number }[];
  readonly scores: ReadonlyMap<string, ReadonlyMap<string, number | "excused">>;
}

/**
 * The rules of Canvas's own importer, written anew from its source
 * (github.com/instructure/canvas-lms, lib/gradebook_importer.rb): identity columns end with
 * `Section`, a row whose first cell says `Points Possible`, columns found by the number in
 * parentheses, else by their title; titles of computed columns are dropped; `EX` excuses; blank and
 * `-` are no grade.
 * @throws Error where Canvas refuses the file.
 */
export function importIntoCanvas(text: string): CanvasImport {
  const [header = [], ...lines] = parsed(text);
  const [first = "", second = ""] = header;
  if (!/^Student$/.test(first) || second !== "ID") throw new Error("no Student and ID columns");
  const lastIdentity = header.indexOf("Section");
  if (lastIdentity < 0) throw new Error("no Section column");
  const columns = header.slice(lastIdentity + 1).map((title, at) => ({
    at: lastIdentity + 1 + at,
    key: /\((\d+)\)\s*$/.exec(title)?.[1] ?? title,
    isDropped: /\b(current|final|override) (score|points|grade|status)\b/i.test(title),
  }));
  const possible = lines.find(([name = ""]) => name.includes("Points Possible"));
  if (possible === undefined) throw new Error("no row of points possible");
  const used = columns.filter(
    ({ at, isDropped }) => !isDropped && !(possible[at] ?? "").includes("(read only)"),
  );
  const students = lines.filter((line) => line !== possible);
  return {
    assignments: used.map(({ key, at }) => ({ key, pointsPossible: Number(possible[at]) })),
    scores: new Map(
      students.map((line) => [
        studentOf(line),
        new Map(used.flatMap(({ key, at }) => scoreOf(line[at] ?? "", key))),
      ]),
    ),
  };
}

/** By ID, then SIS user id, then SIS login id; a name alone is a guess. */
function studentOf([, id = "", sisUserId = "", sisLoginId = ""]: readonly string[]): string {
  const student = [id, sisUserId, sisLoginId].find((each) => each !== "");
  if (student === undefined) throw new Error("a student without an id");
  return student;
}

function scoreOf(cell: string, key: string): [string, number | "excused"][] {
  const text = cell.trim();
  if (text === "" || text === "-") return [];
  if (text.toUpperCase() === "EX") return [[key, "excused"]];
  const score = Number(text);
  if (!Number.isFinite(score)) throw new Error(`not a score: ${text}`);
  return [[key, Math.round(score * 100) / 100]];
}

function parsed(text: string): readonly (readonly string[])[] {
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  if (errors[0]) throw new Error(errors[0].message);
  return data;
}
