import { type Assignment, AssignmentRecord, type Hold } from "../cohorts/assignment.ts";
import { assignmentOfLab } from "../cohorts/assignment-of-lab.ts";
import { type AssignmentDeps, writeAssignment } from "../cohorts/change-assignment.ts";
import type { Job } from "../jobs/job.ts";
import { JobFailure } from "../jobs/job-work.ts";
import { asksTheSame } from "../submissions/holds-in-force.ts";
import type { GetLab } from "../submissions/judging.ts";

const mostTries = 5;

/**
 * Moves an assignment to another version of its lab; its rules and its title stay. A hold of what
 * that version asks in another way ends before, with a job of its own, so that grades which no
 * plan has replaced don't stay on hold for ever. Repeatable.
 */
export async function adoptLab(
  { assignmentId = "", by }: Pick<Job, "assignmentId" | "by">,
  { digest }: { readonly digest: string },
  deps: AssignmentDeps & { readonly getLab: GetLab },
): Promise<void> {
  for (let lost = 0; lost < mostTries; ) {
    const assignment = await deps.table.get(AssignmentRecord, { assignmentId });
    if (!assignment) throw new JobFailure("assignment.not_found");
    if (assignment.labDigest === digest) return;
    const ending = await findEndingHold(assignment, digest, deps);
    const writing = ending
      ? await writeAssignment({ ...withoutHold(assignment, ending, deps), by }, deps)
      : await writeAssignment({ next: await moved(assignment, digest, deps), by }, deps);
    if (writing.status === "conflict") lost += 1;
  }
  throw new Error(`${assignmentId} kept changing`);
}

async function moved(
  assignment: Assignment,
  digest: string,
  { getLab }: { readonly getLab: GetLab },
): Promise<Assignment> {
  const { labVersion, stages, maxPoints } = assignmentOfLab(await getLab(digest), digest);
  return { ...assignment, labDigest: digest, labVersion, stages, maxPoints };
}

/** What the other version asks in another way is mended. */
async function findEndingHold(
  { holds = [], labDigest }: Assignment,
  digest: string,
  { getLab }: { readonly getLab: GetLab },
): Promise<Hold | undefined> {
  if (holds.length === 0) return undefined;
  const [before, after] = await Promise.all([getLab(labDigest), getLab(digest)]);
  return holds.find(({ criterion }) => !asksTheSame(criterion, before, after));
}

function withoutHold(
  { holds: before = [], ...rules }: Assignment,
  { criterion, reason }: Hold,
  { newId }: Pick<AssignmentDeps, "newId">,
) {
  const holds = before.filter((hold) => hold.criterion !== criterion);
  return {
    next: { ...rules, ...(holds.length > 0 && { holds }) },
    hold: {
      ...{ jobId: newId("job"), input: { criterion } },
      reason: `The hold has ended with another version of the lab: ${reason}`,
    },
  };
}
