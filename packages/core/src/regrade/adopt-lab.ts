import { type Assignment, AssignmentRecord } from "../cohorts/assignment.ts";
import { assignmentOfLab } from "../cohorts/assignment-of-lab.ts";
import { type AssignmentDeps, writeAssignment } from "../cohorts/change-assignment.ts";
import type { Job } from "../jobs/job.ts";
import { JobFailure } from "../jobs/job-work.ts";
import { asksTheSame } from "../submissions/holds-in-force.ts";
import type { GetLab } from "../submissions/judging.ts";

const mostTries = 5;

/** Moves an assignment to another version of its lab; its rules and its title stay. Repeatable. */
export async function adoptLab(
  { assignmentId = "", by }: Pick<Job, "assignmentId" | "by">,
  { digest }: { readonly digest: string },
  deps: AssignmentDeps & { readonly getLab: GetLab },
): Promise<void> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const assignment = await deps.table.get(AssignmentRecord, { assignmentId });
    if (!assignment) throw new JobFailure("assignment.not_found");
    if (assignment.labDigest === digest) return;
    const { labVersion, stages, maxPoints } = assignmentOfLab(await deps.getLab(digest), digest);
    const { holds: _before, ...rules } = assignment;
    const holds = await holdsThatStay(assignment, digest, deps);
    const next = {
      ...rules,
      ...{ labDigest: digest, labVersion, stages, maxPoints },
      ...(holds.length > 0 && { holds }),
    };
    if ((await writeAssignment({ next, by }, deps)).status === "changed") return;
  }
  throw new Error(`${assignmentId} kept changing`);
}

/** What the other version asks in another way is mended: its hold ends. */
async function holdsThatStay(
  { holds = [], labDigest }: Assignment,
  digest: string,
  { getLab }: { readonly getLab: GetLab },
): Promise<Assignment["holds"] & {}> {
  if (holds.length === 0) return holds;
  const [before, after] = await Promise.all([getLab(labDigest), getLab(digest)]);
  return holds.filter(({ criterion }) => asksTheSame(criterion, before, after));
}
