import Papa from "papaparse";

export interface MoodleImport {
  readonly grades: ReadonlyMap<
    string,
    ReadonlyMap<string, { readonly grade: number | null; readonly feedback: string }>
  >;
}

/**
 * The rules of Moodle's CSV grade import (github.com/moodle/moodle, grade/import/csv): one user who
 * isn't found, one grade that is no number or above the largest aborts everything; `-` and empty are
 * no grade; feedback without a grade erases the grade that was there.
 * @throws Error where Moodle aborts.
 */
export function importIntoMoodle(
  text: string,
  site: {
    readonly keyColumn: string;
    readonly users: ReadonlySet<string>;
    readonly largestGrade: number;
  },
): MoodleImport {
  const { data, errors } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: true,
  });
  if (errors[0]) throw new Error(errors[0].message);
  return {
    grades: new Map(
      data.map((row) => {
        const user = row[site.keyColumn] ?? "";
        if (!site.users.has(user)) throw new Error(`user mapping error: ${user}`);
        return [user, gradesOf(row, site.largestGrade)];
      }),
    ),
  };
}

function gradesOf(row: Readonly<Record<string, string>>, largestGrade: number) {
  return new Map(
    Object.entries(row).flatMap(([title, cell]) => {
      const item = /^Assignment: (.*) \(Real\)$/s.exec(title)?.[1];
      if (item === undefined) return [];
      const grade = gradeOf(cell, largestGrade);
      const feedback = row[`Assignment: ${item} (Feedback)`] ?? "";
      if (grade === null && feedback !== "") throw new Error(`feedback erases ${item}`);
      return [[item, { grade, feedback }] as const];
    }),
  );
}

function gradeOf(cell: string, largestGrade: number): number | null {
  if (cell === "" || cell === "-") return null;
  const grade = Number(cell);
  if (!Number.isFinite(grade)) throw new Error(`not a number: ${cell}`);
  if (grade > largestGrade) throw new Error(`grade above ${largestGrade}: ${cell}`);
  return grade;
}
