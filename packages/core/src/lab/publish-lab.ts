import type { ReasonParams } from "../grading/outcome.ts";
import { canonicalJson, type Json } from "../json.ts";
import { longestSessionPolicy } from "../policy/derive-policy.ts";
import type { Table } from "../storage/table.ts";
import type { Hash } from "../submissions/ports.ts";
import { compileLab } from "./compile-lab.ts";
import { examineLab } from "./examine-lab.ts";
import type { Lab } from "./lab.ts";
import { type LabVersion, LabVersionRecord } from "./lab-version.ts";
import { StoredLabRecord } from "./stored-lab.ts";

/** What became of a lab that somebody wants to publish. */
export type Publication =
  /** `unchanged`: this very content was published under this version before. */
  | { readonly status: "published" | "unchanged"; readonly labVersion: LabVersion }
  | {
      readonly status: "refused";
      readonly code: "lab.invalid" | "lab.version_taken";
      readonly params: ReasonParams;
      /** Where in the lab, by keys. */
      readonly path?: string | undefined;
    };

/**
 * Publishes a lab by the digest of its content. Repeatable; another content under a version that
 * is taken is refused.
 */
export async function publishLab(
  source: Json,
  { table, hash, at, by }: { table: Table; hash: Hash; at: string; by: string },
): Promise<Publication> {
  const compiled = compileLab(source, { problemAt: placed, problemAtKey: placed });
  if (!compiled.ok) {
    const [problem] = compiled.problems;
    return invalid(problem?.message ?? "it does not compile", problem?.path);
  }
  const lab = compiled.value;
  const tooLong = stageTooLong(lab);
  if (tooLong) return tooLong;

  const digest = hash(canonicalJson(source));
  const { id: labId, version } = lab;
  const labVersion: LabVersion = { labId, version, digest, publishedAt: at, publishedBy: by };
  // The content first: a version never points at something that is not there.
  await table.put(StoredLabRecord, { digest, labId, version, source });
  const isNew = await table.put(LabVersionRecord, labVersion, { itemIsAbsent: true });
  if (isNew) return { status: "published", labVersion };
  const taken = await table.get(LabVersionRecord, { labId, version });
  if (taken?.digest === digest) return { status: "unchanged", labVersion: taken };
  const published = taken?.digest.slice(0, 8) ?? "another one";
  return {
    status: "refused",
    code: "lab.version_taken",
    params: { labId, version, published, digest: digest.slice(0, 8) },
  };
}

function stageTooLong(lab: Lab): Publication | undefined {
  const long = examineLab(lab).find(
    ({ sessionPolicyCharacters }) => sessionPolicyCharacters > longestSessionPolicy,
  );
  return long && invalid(long.warnings[0] ?? "", `stages.${long.stage}`);
}

function invalid(problem: string, path: string | undefined): Publication {
  return { status: "refused", code: "lab.invalid", params: { problem }, path };
}

function placed(path: readonly (string | number)[], message: string) {
  return { file: "", line: 1, column: 1, path: path.join("."), message };
}
