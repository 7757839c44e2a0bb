import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Client } from "@lab-grader/core/client";
import { largestRosterBytes } from "@lab-grader/core/cohorts/roster/roster-entry";
import { importRoster, type RosterReport } from "@lab-grader/core/contracts/endpoints/roster";
import { usageError } from "../command-error.ts";

/** What is asked of a roster beside its text. */
export interface RosterOptions {
  readonly dropMissing: boolean;
  readonly loginColumn?: string | undefined;
}

/**
 * The text of a roster. Characters that UTF-8 does not have are refused instead of guessed: a name
 * that is spoilt here would be in every export.
 * @throws CommandError of kind `usage` that says what to do.
 */
export async function readRosterFile(file: string, directory: string): Promise<string> {
  const bytes = await readFile(resolve(directory, file)).catch((fault: NodeJS.ErrnoException) => {
    throw usageError(
      "usage.roster_unreadable",
      `${file} can't be read: ${fault.code ?? fault.message}.`,
    );
  });
  if (bytes.length > largestRosterBytes) {
    throw usageError(
      "roster.too_large",
      `${file} has ${bytes.length} bytes; at most ${largestRosterBytes} are read. Make several cohorts of it.`,
    );
  }
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16 || bytes.includes(0)) {
    throw usageError(
      "roster.encoding",
      `${file} is no UTF-8: it looks like UTF-16, or is no text. Save it as CSV UTF-8.`,
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw usageError(
      "roster.encoding",
      `${file} is no UTF-8: it looks like Latin-1 or Windows-1252. Save it as CSV UTF-8.`,
    );
  }
}

/** What the roster would do; nothing is changed. */
export async function planRoster(
  client: Client,
  { cohortId, csv, ...options }: { cohortId: string; csv: string } & RosterOptions,
): Promise<RosterReport> {
  return await client.call(importRoster, {
    params: { cohortId },
    body: { csv, dryRun: true, ...bodyOf(options) },
  });
}

/** Sends the roster until nothing is left to do; tells after each step how much that is. */
export async function applyRoster(
  client: Client,
  { cohortId, csv, ...options }: { cohortId: string; csv: string } & RosterOptions,
  onStep: (left: number) => void,
): Promise<RosterReport["applied"]> {
  const total = { enrolled: 0, reEnrolled: 0, updated: 0, dropped: 0 };
  for (;;) {
    const { applied, left } = await client.call(importRoster, {
      params: { cohortId },
      body: { csv, dryRun: false, ...bodyOf(options) },
    });
    total.enrolled += applied.enrolled;
    total.reEnrolled += applied.reEnrolled;
    total.updated += applied.updated;
    total.dropped += applied.dropped;
    onStep(left);
    if (left === 0) return total;
  }
}

function bodyOf({ dropMissing, loginColumn }: RosterOptions) {
  return { dropMissing, ...(loginColumn === undefined ? {} : { loginColumn }) };
}
