import { canvasCsv } from "@lab-grader/core/gradebook/export/canvas-csv";
import { readSheet } from "@lab-grader/core/gradebook/export/read-sheet";
import type { Table } from "@lab-grader/core/storage/table";
import { aCohort } from "@lab-grader/core/testing";
import { assignments, classTime, learners, withClassTable } from "./class-table.ts";
import { type BenchPart, higher, median } from "./metric.ts";

const rounds = 5;

/** The results of a class of 1,000 with 20 labs, from the table to Canvas's file. */
export const exportPart: BenchPart = {
  prefix: "export",
  measure: () =>
    withClassTable(async (table) => {
      const seconds: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const start = performance.now();
        await writeOnce(table);
        seconds.push((performance.now() - start) / 1000);
      }
      const cells = learners * assignments;
      return [higher("export.cellsPerSecond", cells / median(seconds), "cells per second")];
    }),
};

async function writeOnce(table: Table): Promise<void> {
  const { cohortId, name: cohortName } = aCohort();
  const sheet = await readSheet({ cohortId, cohortName, now: classTime }, table);
  const written = canvasCsv(sheet);
  if (written.status === "refused") throw new Error(written.problems.join(" "));
  const lines = written.file.text.trimEnd().split("\r\n").length;
  if (lines !== learners + 2) throw new Error(`${lines} lines for ${learners} learners`);
}
