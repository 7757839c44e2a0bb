import { compileLab } from "./compile-lab.ts";
import type { Lab } from "./lab.ts";
import type { LabProblem } from "./problem.ts";
import type { StoredLab } from "./stored-lab.ts";

/** @throws Error when the stored source does not compile: it did when it was published. */
export function labOf(stored: StoredLab): Lab {
  const compiled = compileLab(stored.source, { problemAt: placeless, problemAtKey: placeless });
  if (compiled.ok) return compiled.value;
  const [problem] = compiled.problems;
  throw new Error(
    `The stored lab ${stored.labId} ${stored.version} (${stored.digest.slice(0, 8)}) does not compile: ` +
      `${problem?.path ?? ""}: ${problem?.message ?? ""}. Publish it again under a new version.`,
  );
}

function placeless(path: readonly (string | number)[], message: string): LabProblem {
  return { file: "", line: 1, column: 1, path: path.join("."), message };
}
