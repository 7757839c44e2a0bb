import { type PriceName, prices } from "./prices.ts";

/** One line of a bill. */
export interface BillLine {
  readonly what: string;
  readonly price: PriceName;
  /** How many of the price's unit. */
  readonly count: number;
}

export function dollarsOf({ count, price }: BillLine): number {
  return count * prices[price].dollars;
}

export function totalDollars(lines: readonly BillLine[]): number {
  return lines.reduce((sum, line) => sum + dollarsOf(line), 0);
}

/** So many times the same. */
export function times(lines: readonly BillLine[], factor: number): readonly BillLine[] {
  return lines.map((line) => ({ ...line, count: line.count * factor }));
}
