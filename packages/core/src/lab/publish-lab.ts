import type { ReasonParams } from "../grading/outcome.ts";
import type { Json } from "../json.ts";
import { longestSessionPolicy } from "../policy/derive-policy.ts";
import type { Table } from "../storage/table.ts";
import type { Hash } from "../submissions/ports.ts";
import { compileLab } from "./compile-lab.ts";
import { examineLab } from "./examine-lab.ts";
import type { Lab } from "./lab.ts";
import type { LabProof } from "./lab-proof.ts";
import { type LabVersion, LabVersionRecord } from "./lab-version.ts";
import { ListedLabRecord } from "./listed-lab.ts";
import { PublishedProofRecord, problemOfProof } from "./published-proof.ts";
import { contentOfLab, StoredLabRecord } from "./stored-lab.ts";

/** What became of a lab that somebody wants to publish. */
export type Publication =
  /** `unchanged`: this very content was published under this version before. */
  | {
      readonly status: "published" | "unchanged";
      readonly labVersion: LabVersion;
      /** `not_stored`: somebody else has published this version; absent: none was given. */
      readonly proof?: "stored" | "not_stored" | undefined;
    }
  | {
      readonly status: "refused";
      readonly code: "lab.invalid" | "lab.version_taken" | "lab.other_proof";
      readonly params: ReasonParams;
      /** Where in the lab, by keys. */
      readonly path?: string | undefined;
    };

/**
 * Publishes a lab by the digest of its content, its source and its sheet. Repeatable; another
 * content under a version that is taken is refused. The proof is no part of the content: whoever
 * published the version may send another one.
 */
export async function publishLab(
  source: Json,
  publishing: {
    readonly table: Table;
    readonly hash: Hash;
    readonly at: string;
    readonly by: string;
    /** The lab's README. */
    readonly sheet?: string | undefined;
    readonly proof?: LabProof | undefined;
  },
): Promise<Publication> {
  const { table, hash, at, by, sheet, proof } = publishing;
  const compiled = compileLab(source, { problemAt: placed, problemAtKey: placed });
  if (!compiled.ok) {
    const [problem] = compiled.problems;
    return invalid(problem?.message ?? "it does not compile", problem?.path);
  }
  const lab = compiled.value;
  const tooLong = stageTooLong(lab);
  if (tooLong) return tooLong;
  const problem = proof && problemOfProof(lab, proof);
  if (problem !== undefined) {
    return { status: "refused", code: "lab.other_proof", params: { problem } };
  }

  const content = { source, ...(sheet === undefined ? {} : { sheet }) };
  const digest = hash(contentOfLab(content));
  const { id: labId, version, title } = lab;
  const wanted: LabVersion = { labId, version, digest, title, publishedAt: at, publishedBy: by };
  // The content first: a version never points at something that is not there.
  await table.put(StoredLabRecord, { digest, labId, version, ...content });
  const isNew = await table.put(LabVersionRecord, wanted, { itemIsAbsent: true });
  const labVersion = isNew ? wanted : await table.get(LabVersionRecord, { labId, version });
  if (labVersion?.digest !== digest) {
    const published = labVersion?.digest.slice(0, 8) ?? "another one";
    return {
      status: "refused",
      code: "lab.version_taken",
      params: { labId, version, published, digest: digest.slice(0, 8) },
    };
  }
  await table.put(ListedLabRecord, { labId });
  const status = isNew ? "published" : "unchanged";
  if (!proof) return { status, labVersion };
  if (labVersion.publishedBy !== by) return { status, labVersion, proof: "not_stored" };
  await table.put(PublishedProofRecord, { digest, at, by, document: proof });
  return { status, labVersion, proof: "stored" };
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
