import type { Lab } from "@lab-grader/core/lab/lab";
import { labOf, StoredLabRecord } from "@lab-grader/core/lab/stored-lab";
import type { Table } from "@lab-grader/core/storage/table";

/** @throws Error when no lab of this digest is stored. */
export type GetLab = (digest: string) => Promise<Lab>;

const mostLabs = 32;

/** Labs by digest. A digest never changes its content, so what was compiled once is kept. */
export function labReader(table: Table): GetLab {
  const labs = new Map<string, Lab>();
  return async (digest) => {
    const known = labs.get(digest);
    if (known) return known;
    const stored = await table.get(StoredLabRecord, { digest });
    if (!stored) throw new Error(`no lab with the digest ${digest} is stored`);
    const lab = labOf(stored);
    const [oldest] = labs.keys();
    if (labs.size >= mostLabs && oldest !== undefined) labs.delete(oldest);
    labs.set(digest, lab);
    return lab;
  };
}
