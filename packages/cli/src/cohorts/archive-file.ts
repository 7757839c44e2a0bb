import { open, readFile, rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import type { Client } from "@lab-grader/core/client";
import { ArchiveRecord } from "@lab-grader/core/cohorts/archive/archive-record";
import { firstPart } from "@lab-grader/core/cohorts/archive/read-archive";
import {
  mostRestoredRecords,
  readArchivePart,
  restoreArchive,
} from "@lab-grader/core/contracts/endpoints/archive";
import * as z from "zod";
import { usageError } from "../command-error.ts";

/** The first line of an archive. */
const Header = z.object({
  format: z.literal("lab-grader-cohort"),
  version: z.literal(1),
  cohortId: z.string(),
  name: z.string(),
});
/** The last one: a file without it is not whole. */
const End = z.object({ end: z.literal(true), records: z.int() });

/** What an archive came to. */
export interface WrittenArchive {
  readonly records: number;
  /** Submissions that were on their way. */
  readonly leftOut: readonly string[];
}

/** Parts that are asked for at the same time. */
const partsAtOnce = 4;
/** Of one request to restore; the API reads 4 MB. */
const largestBatchCharacters = 1_000_000;

/** Writes a whole cohort as JSON Lines, readable for its owner alone; a file that is there is replaced at the end. */
export async function writeArchive(
  client: Client,
  { cohortId, name }: { cohortId: string; name: string },
  { path, onProgress }: { path: string; onProgress: (records: number) => void },
): Promise<WrittenArchive> {
  const draft = `${path}.part`;
  const file = await open(draft, "w", 0o600);
  let records = 0;
  const leftOut: string[] = [];
  try {
    const header = { format: "lab-grader-cohort", version: 1, cohortId, name };
    await file.appendFile(`${JSON.stringify(header)}\n`);
    const parts: string[] = [firstPart];
    while (parts.length > 0) {
      const pieces = await Promise.all(
        parts.splice(0, partsAtOnce).map((part) => readPart(client, cohortId, part)),
      );
      for (const piece of pieces.flat()) {
        parts.push(...piece.parts);
        leftOut.push(...piece.leftOut);
        records += piece.records.length;
        await file.appendFile(piece.records.map((one) => `${JSON.stringify(one)}\n`).join(""));
      }
      onProgress(records);
    }
    await file.appendFile(`${JSON.stringify({ end: true, records })}\n`);
  } catch (fault) {
    await rm(draft, { force: true });
    throw fault;
  } finally {
    await file.close();
  }
  await rename(draft, path);
  return { records, leftOut };
}

/** The lines of an archive, checked as far as that is possible here. */
export async function readArchiveFile(
  file: string,
  directory: string,
): Promise<{ name: string; cohortId: string; records: readonly ArchiveRecord[] }> {
  const text = await readFile(resolve(directory, file), "utf8").catch(
    (fault: NodeJS.ErrnoException) => {
      throw usageError("usage.archive", `${file} can't be read: ${fault.code ?? fault.message}.`);
    },
  );
  const lines = text.split("\n").filter((line) => line !== "");
  const header = Header.safeParse(jsonAt(lines[0] ?? ""));
  if (!header.success) throw usageError("usage.archive", `${file} is no archive of a cohort.`);
  const end = End.safeParse(jsonAt(lines.at(-1) ?? ""));
  const body = lines.slice(1, -1);
  if (!end.success || end.data.records !== body.length) {
    throw usageError(
      "usage.archive_cut",
      `${file} is not whole: its end is missing. Write it anew.`,
    );
  }
  const records = body.map((line, at) => {
    const record = ArchiveRecord.safeParse(jsonAt(line));
    if (record.success) return record.data;
    throw usageError("usage.archive", `${file}:${at + 2} is no line of an archive.`);
  });
  const { name, cohortId } = header.data;
  return { name, cohortId, records };
}

/** Sends the lines in the order of the file. */
export async function restoreLines(
  client: Client,
  { cohortId, records }: { cohortId: string; records: readonly ArchiveRecord[] },
  onProgress: (left: number) => void,
): Promise<{ written: number; same: number }> {
  const total = { written: 0, same: 0 };
  let sent = 0;
  while (sent < records.length) {
    const batch = nextBatch(records, sent);
    const body = { cohortId, records: batch };
    const { written, same } = await client.call(restoreArchive, { body });
    total.written += written;
    total.same += same;
    sent += batch.length;
    onProgress(records.length - sent);
  }
  return total;
}

async function readPart(client: Client, cohortId: string, part: string) {
  const pieces: z.infer<(typeof readArchivePart)["answer"]>[] = [];
  let cursor: string | undefined;
  do {
    const piece = await client.call(readArchivePart, {
      params: { cohortId },
      query: { part, cursor },
    });
    pieces.push(piece);
    cursor = piece.cursor;
  } while (cursor !== undefined);
  return pieces;
}

function nextBatch(records: readonly ArchiveRecord[], from: number): ArchiveRecord[] {
  const batch: ArchiveRecord[] = [];
  let characters = 0;
  for (const record of records.slice(from, from + mostRestoredRecords)) {
    characters += JSON.stringify(record).length;
    if (batch.length > 0 && characters > largestBatchCharacters) break;
    batch.push(record);
  }
  return batch;
}

function jsonAt(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
