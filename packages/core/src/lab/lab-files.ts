import { type LabCase, loadCases } from "./cases.ts";
import { type LoadedLab, loadLab } from "./load-lab.ts";
import type { LabProblem, Loaded } from "./problem.ts";
import { loadSolution, type Solution } from "./solution.ts";

/** The files of a lab, below its folder. */
export const labFiles = {
  lab: "lab.yaml",
  solution: "cases/solution.yaml",
  cases: "cases/cases.yaml",
} as const;

/** The lab sheet, below the lab's folder: what learners read. */
export const sheetFile = "README.md";

/** A lab with what its author knows about it. */
export interface AuthoredLab extends LoadedLab {
  readonly solution: Solution;
  readonly cases: readonly LabCase[];
}

/**
 * Reads all files of a lab from their texts. `folder` is put before the file names in problems.
 * What cannot be read without another file is not reported until that one is right.
 */
export function loadLabFiles(
  folder: string,
  texts: Readonly<Record<keyof typeof labFiles, string | undefined>>,
): Loaded<AuthoredLab> {
  const nameOf = (file: keyof typeof labFiles) => `${folder}/${labFiles[file]}`;
  const missing = (["lab", "solution", "cases"] as const)
    .filter((file) => texts[file] === undefined)
    .map((file): LabProblem => {
      const message =
        "the file is missing; a lab has lab.yaml and, below cases/, solution.yaml and cases.yaml";
      return { file: nameOf(file), line: 1, column: 1, path: "", message };
    });
  if (missing.length === Object.keys(labFiles).length) {
    const message =
      "this is no lab's folder; a lab has lab.yaml and, below cases/, solution.yaml and cases.yaml";
    return { ok: false, problems: [{ file: folder, line: 1, column: 1, path: "", message }] };
  }
  const lab = texts.lab === undefined ? undefined : loadLab(nameOf("lab"), texts.lab);
  if (!lab) return { ok: false, problems: missing };
  if (!lab.ok) return { ok: false, problems: [...missing, ...lab.problems] };
  if (texts.solution === undefined || texts.cases === undefined) {
    return { ok: false, problems: missing };
  }
  const solution = loadSolution(nameOf("solution"), texts.solution, lab.value.lab);
  if (!solution.ok) return solution;
  const context = { lab: lab.value.lab, solution: solution.value };
  const cases = loadCases(nameOf("cases"), texts.cases, context);
  if (!cases.ok) return cases;
  return { ok: true, value: { ...lab.value, solution: solution.value, cases: cases.value } };
}
