/** One number that `npm run bench` measures. */
export interface Metric {
  /** `part.what`: `grade.calls`. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly better: "lower" | "higher";
}

/** A part of the bench: measures all metrics of its prefix in one run. */
export interface BenchPart {
  readonly prefix: string;
  readonly measure: () => Promise<readonly Metric[]>;
}

export function lower(name: string, value: number, unit: string): Metric {
  return { name, value: rounded(value), unit, better: "lower" };
}

export function higher(name: string, value: number, unit: string): Metric {
  return { name, value: rounded(value), unit, better: "higher" };
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Nearest rank; 0 of no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
