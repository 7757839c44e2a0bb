import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readLabFolder } from "@lab-grader/cli/labs/read-lab";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { describeProblem } from "@lab-grader/core/lab/problem";

const folder = fileURLToPath(new URL("../../labs/", import.meta.url));

/** Every lab of the project. @throws Error that says what is wrong with one of them. */
export function allLabs(): Promise<AuthoredLab[]> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  return Promise.all(
    names.map(async (name) => {
      const read = await readLabFolder(`${folder}${name}`);
      if (!read.ok) throw new Error(read.problems.map(describeProblem).join("\n"));
      return read.value;
    }),
  );
}
