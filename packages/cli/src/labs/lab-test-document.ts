import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import type { LabProof, ProofCase } from "@lab-grader/core/lab/lab-proof";
import type { LabTest } from "@lab-grader/sandbox/lab-bench/bench";

type CaseResult = LabTest["cases"][number];
type Cell = CaseResult["looks"][number]["cells"][number];

/** The result of one lab as data. */
export function labTestDocument(
  { lab }: Pick<AuthoredLab, "lab">,
  { cases, scores, isPassed }: LabTest,
): LabProof {
  const { red, green } = scores;
  return {
    lab: lab.id,
    version: lab.version,
    stages: lab.stages.map(({ id }) => id),
    criteria: lab.stages.flatMap(({ criteria }) => criteria.map(({ name }) => name)),
    cases: cases.map(caseDocument),
    red: share(red.shown.length, red.missing.length),
    // A choice that no case makes otherwise is a right answer that nobody has proved.
    green: share(green.kept.length, green.lost.length + green.missing.length),
    isPassed,
    missing: {
      red: [...red.missing],
      lost: [...green.lost],
      choices: [...green.missing],
      cases: cases.filter((one) => !one.isAsExpected).map(({ name }) => name),
    },
  };
}

function caseDocument({ kind, name, stage, looks, refused, isAsExpected }: CaseResult): ProofCase {
  return {
    ...{ kind, name, stage, isAsExpected },
    ...(refused === undefined ? {} : { refused }),
    cells: looks.flatMap(({ moment, cells }) =>
      cells.map((cell) => ({
        criterion: cell.found.criterion,
        moment,
        expected: expectedOf(cell.expected),
        outcome: cell.found.outcome,
        reason: cell.found.reason,
        isAsExpected: cell.isAsExpected,
      })),
    ),
  };
}

function expectedOf({ outcome, fault, reason }: Cell["expected"]) {
  return {
    outcome,
    ...(fault === undefined ? {} : { fault }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function share(good: number, bad: number): number {
  return good + bad === 0 ? 1 : good / (good + bad);
}
