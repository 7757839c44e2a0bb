import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type AuthoredLab, labFiles, loadLabFiles } from "@lab-grader/core/lab/lab-files";
import { describeProblem } from "@lab-grader/core/lab/problem";

/** The lab that everything is measured with. */
export function introductionLab(): AuthoredLab {
  const folder = new URL("../../labs/dynamodb-introduction/", import.meta.url);
  const textOf = (file: string) => readFileSync(fileURLToPath(new URL(file, folder)), "utf8");
  const loaded = loadLabFiles("dynamodb-introduction", {
    lab: textOf(labFiles.lab),
    solution: textOf(labFiles.solution),
    cases: textOf(labFiles.cases),
  });
  if (!loaded.ok) throw new Error(loaded.problems.map(describeProblem).join("\n"));
  return loaded.value;
}
