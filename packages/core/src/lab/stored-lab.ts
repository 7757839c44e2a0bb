import * as z from "zod";
import { Json } from "../json.ts";
import { defineRecord } from "../storage/table.ts";
import { compileLab } from "./compile-lab.ts";
import type { Lab } from "./lab.ts";
import type { LabProblem } from "./problem.ts";

/** A published lab: immutable, addressed by the digest of its source. */
export const StoredLab = z.strictObject({
  /** SHA-256 of the source's canonical text, hexadecimal. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  labId: z.string(),
  version: z.string(),
  source: Json,
});
export type StoredLab = z.infer<typeof StoredLab>;

export const StoredLabRecord = defineRecord({
  kind: "lab",
  schema: StoredLab,
  key: (key: { digest: string }) => ({ pk: `lab#${key.digest}`, sk: "lab" }),
  compressed: ["source"],
});

/** @throws Error when the stored source does not compile: it did when it was published. */
export function labOf(stored: StoredLab): Lab {
  const compiled = compileLab(stored.source, { problemAt: placeless, problemAtKey: placeless });
  if (compiled.ok) return compiled.value;
  const [problem] = compiled.problems;
  throw new Error(
    `The stored lab ${stored.labId} ${stored.version} (${stored.digest.slice(0, 8)}) does not compile: ` +
      `${problem?.path ?? ""}: ${problem?.message ?? ""}. Publish it again under a new version.`,
  );
}

function placeless(path: readonly (string | number)[], message: string): LabProblem {
  return { file: "", line: 1, column: 1, path: path.join("."), message };
}
