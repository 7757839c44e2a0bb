import type { Lab } from "@lab-grader/core/lab/lab";
import { StoredLabRecord } from "@lab-grader/core/lab/stored-lab";
import type { Table } from "@lab-grader/core/storage/table";
import type { GetLab } from "@lab-grader/core/submissions/judging";

const mostLabs = 32;

/**
 * Labs by digest. A digest never changes its content, so what was compiled once is kept. The
 * compiler, and with it every check and fact, is loaded with the first lab: handing in needs none.
 */
export function labReader(table: Table): GetLab {
  const labs = new Map<string, Lab>();
  return async (digest) => {
    const known = labs.get(digest);
    if (known) return known;
    const stored = await table.get(StoredLabRecord, { digest });
    if (!stored) throw new Error(`no lab with the digest ${digest} is stored`);
    const { labOf } = await import("@lab-grader/core/lab/compile-stored-lab");
    const lab = labOf(stored);
    const [oldest] = labs.keys();
    if (labs.size >= mostLabs && oldest !== undefined) labs.delete(oldest);
    labs.set(digest, lab);
    return lab;
  };
}
