import { readFile } from "node:fs/promises";

/** What an idle stage costs a month, `5.36 USD`, as `npm run cost` has counted it. */
export async function readFixedCost(): Promise<string | undefined> {
  const text = await readFile(new URL("../../docs/cost.md", import.meta.url), "utf8").catch(
    (fault: unknown) => {
      if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return "";
      throw fault;
    },
  );
  return /\| a stage in which nothing happens \| \*\*([\d.,]+ USD)\*\* a month/.exec(text)?.[1];
}
