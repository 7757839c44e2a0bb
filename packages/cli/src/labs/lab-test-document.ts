import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import type { LabTest } from "@lab-grader/sandbox/lab-bench/bench";

type CaseResult = LabTest["cases"][number];

/** What `lab test --json` says of one lab. */
export interface LabTestDocument {
  readonly lab: string;
  readonly version: string;
  readonly folder: string;
  readonly stages: readonly string[];
  /** `stage.criterion`, those too that no machine judges. */
  readonly criteria: readonly string[];
  readonly cases: readonly CaseDocument[];
  /** Of the criteria that a machine judges, the share that some case turns red; 1 is all of them. */
  readonly red: number;
  /** Of the other right answers, the share that stays green; 1 is all of them. */
  readonly green: number;
  readonly isPassed: boolean;
  readonly missing: {
    /** Criteria that no case turns red. */
    readonly red: readonly string[];
    /** Right answers that came out otherwise. */
    readonly lost: readonly string[];
    /** Criteria with a choice that no green case makes otherwise. */
    readonly choices: readonly string[];
    /** Cases that came out otherwise than they say. */
    readonly cases: readonly string[];
  };
}

interface CaseDocument {
  readonly kind: CaseResult["kind"];
  readonly name: string;
  readonly stage: string;
  readonly isAsExpected: boolean;
  readonly refused?: CaseResult["refused"];
  /** One per look and criterion. */
  readonly cells: readonly {
    readonly criterion: string;
    readonly moment: string;
    readonly expected: CaseResult["looks"][number]["cells"][number]["expected"];
    readonly outcome: string;
    readonly reason: string;
    readonly isAsExpected: boolean;
  }[];
}

/** The result of one lab as data. */
export function labTestDocument(
  folder: string,
  { lab }: Pick<AuthoredLab, "lab">,
  { cases, scores, isPassed }: LabTest,
): LabTestDocument {
  const { red, green } = scores;
  return {
    lab: lab.id,
    version: lab.version,
    folder,
    stages: lab.stages.map(({ id }) => id),
    criteria: lab.stages.flatMap(({ criteria }) => criteria.map(({ name }) => name)),
    cases: cases.map(caseDocument),
    red: share(red.shown.length, red.missing.length),
    // A choice that no case makes otherwise is a right answer that nobody has proved.
    green: share(green.kept.length, green.lost.length + green.missing.length),
    isPassed,
    missing: {
      red: red.missing,
      lost: green.lost,
      choices: green.missing,
      cases: cases.filter((one) => !one.isAsExpected).map(({ name }) => name),
    },
  };
}

function caseDocument({
  kind,
  name,
  stage,
  looks,
  refused,
  isAsExpected,
}: CaseResult): CaseDocument {
  return {
    ...{ kind, name, stage, isAsExpected },
    ...(refused === undefined ? {} : { refused }),
    cells: looks.flatMap(({ moment, cells }) =>
      cells.map((cell) => ({
        criterion: cell.found.criterion,
        moment,
        expected: cell.expected,
        outcome: cell.found.outcome,
        reason: cell.found.reason,
        isAsExpected: cell.isAsExpected,
      })),
    ),
  };
}

function share(good: number, bad: number): number {
  return good + bad === 0 ? 1 : good / (good + bad);
}
