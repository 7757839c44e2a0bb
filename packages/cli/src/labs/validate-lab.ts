import { examineLab, type StageExamination } from "@lab-grader/core/lab/examine-lab";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import type { LabProblem } from "@lab-grader/core/lab/problem";
import { readLabFolder } from "./read-lab.ts";

/** What is wrong with a lab's files, or what each stage will ask of a learner's account. */
export type LabValidation =
  | { readonly isValid: false; readonly problems: readonly LabProblem[] }
  | {
      readonly isValid: true;
      readonly authored: AuthoredLab;
      readonly stages: readonly StageExamination[];
    };

/** Reads all files of a lab; asks nothing of AWS and runs no case. */
export async function validateLab(name: string, folder = name): Promise<LabValidation> {
  const read = await readLabFolder(name, folder);
  if (!read.ok) return { isValid: false, problems: read.problems };
  return { isValid: true, authored: read.value, stages: examineLab(read.value.lab) };
}
