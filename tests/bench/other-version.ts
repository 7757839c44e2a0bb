import { createHash } from "node:crypto";
import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { JsonObject } from "@lab-grader/core/json";
import { publishLab } from "@lab-grader/core/lab/publish-lab";
import { StoredLabRecord } from "@lab-grader/core/lab/stored-lab";
import type { LocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import * as z from "zod";

const Source = z.looseObject({
  stages: z.looseObject({
    build: z.looseObject({ criteria: z.record(z.string(), z.looseObject({ points: z.number() })) }),
  }),
});

/** Publishes the system's lab again, with one point more for the first criterion of `build`. */
export async function publishOtherVersion(
  { table, cohort }: Pick<LocalSystem, "table" | "cohort">,
  version: string,
): Promise<void> {
  const assignment = await table.get(AssignmentRecord, cohort);
  const digest = assignment?.labDigest ?? "";
  const stored = await table.get(StoredLabRecord, { digest });
  const { stages, ...lab } = Source.parse(stored?.source);
  const { build } = stages;
  const [[first = "", criterion] = [], ...others] = Object.entries(build.criteria);
  const richer = { ...criterion, points: (criterion?.points ?? 0) + 1 };
  const criteria = Object.fromEntries([[first, richer], ...others]);
  const source = { ...lab, version, stages: { ...stages, build: { ...build, criteria } } };
  const publication = await publishLab(JsonObject.parse(source), {
    ...{ table, by: "instructor-01", at: new Date().toISOString(), sheet: stored?.sheet },
    hash: (text) => createHash("sha256").update(text).digest("hex"),
  });
  if (publication.status === "refused") throw new Error(JSON.stringify(publication));
}
