import type { LabProof, ProofCase, ProofCell } from "@lab-grader/core/lab/lab-proof";

/** One criterion: a column. */
export interface ProofColumn {
  /** `stage.criterion` */
  readonly criterion: string;
  readonly stage: string;
  /** Without its stage. */
  readonly id: string;
  /** So many red cases turn it red. */
  readonly turnedRed: number;
  /** Some case has to turn it red, and none does. */
  readonly isNeverRed: boolean;
}

/** One look at one case: a row. */
export interface ProofRow {
  /** Names it among all rows. */
  readonly key: string;
  readonly of: ProofCase;
  /** Absent where the case was looked at once. */
  readonly moment?: ProofCell["moment"];
  readonly isAsExpected: boolean;
  readonly cells: ReadonlyMap<string, ProofCell>;
}

export type CaseKind = ProofCase["kind"];
export const caseKinds: readonly CaseKind[] = ["solution", "red", "green", "unsure"];

/** What of a proof is shown; an empty text asks for nothing. */
export interface ProofFilters {
  readonly stage: string;
  readonly criterion: string;
  readonly kind: string;
  readonly isOnlyOtherwise: boolean;
}

/** A proof as a table, ordered by kind of case. */
export interface ProofMatrix {
  readonly columns: readonly ProofColumn[];
  readonly rows: readonly ProofRow[];
}

/** All of a proof. */
export function proofMatrix(proof: LabProof): ProofMatrix {
  const rows = caseKinds.flatMap((kind) =>
    proof.cases.flatMap((of, place) => (of.kind === kind ? rowsOf(of, place) : [])),
  );
  return { columns: columnsOf(proof, rows), rows };
}

/** The rows and columns that fit all filters. */
export function shownMatrix(matrix: ProofMatrix, filters: ProofFilters): ProofMatrix {
  const { stage, criterion, kind, isOnlyOtherwise } = filters;
  const rows = matrix.rows.filter(
    (row) =>
      (stage === "" || row.of.stage === stage) &&
      (criterion === "" || row.cells.has(criterion)) &&
      (kind === "" || row.of.kind === kind) &&
      (!isOnlyOtherwise || isOtherwise(row, criterion)),
  );
  const stages = new Set(rows.map(({ of }) => of.stage));
  const columns = matrix.columns.filter((column) => {
    if (criterion !== "") return column.criterion === criterion;
    return stage === "" ? rows.length === 0 || stages.has(column.stage) : column.stage === stage;
  });
  return { columns, rows };
}

/** A case that was looked at twice has two rows. */
export function casesIn(rows: readonly ProofRow[]): number {
  return new Set(rows.map(({ of }) => of)).size;
}

function isOtherwise(row: ProofRow, criterion: string): boolean {
  if (criterion !== "") return row.cells.get(criterion)?.isAsExpected === false;
  return !row.isAsExpected;
}

function rowsOf(of: ProofCase, place: number): readonly ProofRow[] {
  const looks = Map.groupBy(of.cells, ({ moment }) => moment);
  if (looks.size === 0) {
    return [{ key: String(place), of, isAsExpected: of.isAsExpected, cells: new Map() }];
  }
  return [...looks].map(([moment, cells]) => ({
    key: `${place} ${moment}`,
    of,
    ...(looks.size > 1 && { moment }),
    isAsExpected: looks.size > 1 ? cells.every((cell) => cell.isAsExpected) : of.isAsExpected,
    cells: new Map(cells.map((cell) => [cell.criterion, cell])),
  }));
}

function columnsOf(proof: LabProof, rows: readonly ProofRow[]): readonly ProofColumn[] {
  const listed = new Set(proof.criteria);
  // The gate is judged in every stage, and is a criterion of its own stage only.
  const judged = rows.flatMap(({ of, cells }) =>
    [...cells.keys()].map((criterion) => ({ criterion, stage: of.stage })),
  );
  const others = judged.filter(({ criterion }) => !listed.has(criterion));
  const stageOf = new Map([
    ...proof.criteria.map((criterion): [string, string] => [criterion, stageIn(criterion)]),
    ...judged.map(({ criterion, stage }): [string, string] => [criterion, stage]),
  ]);
  const names = [...new Set([...others.map(({ criterion }) => criterion), ...proof.criteria])];
  const stages = [...new Set([...proof.stages, ...stageOf.values()])];
  const reds = redCounts(rows);
  const neverRed = new Set(proof.missing.red);
  return stages.flatMap((stage) =>
    names
      .filter((criterion) => stageOf.get(criterion) === stage)
      .map((criterion) => ({
        ...{ criterion, stage, id: withoutStage(criterion, stage) },
        turnedRed: reds.get(criterion) ?? 0,
        isNeverRed: neverRed.has(criterion),
      })),
  );
}

function redCounts(rows: readonly ProofRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { of, cells } of rows) {
    if (of.kind !== "red") continue;
    for (const { criterion, outcome } of cells.values()) {
      if (outcome !== "not_met" && outcome !== "partly") continue;
      counts.set(criterion, (counts.get(criterion) ?? 0) + 1);
    }
  }
  return counts;
}

function stageIn(criterion: string): string {
  const dot = criterion.indexOf(".");
  return dot === -1 ? "" : criterion.slice(0, dot);
}

function withoutStage(criterion: string, stage: string): string {
  return criterion.startsWith(`${stage}.`) ? criterion.slice(stage.length + 1) : criterion;
}
