import { sealWork } from "@lab-grader/core/gradebook/audit/seal-work";
import { holdWork } from "@lab-grader/core/gradebook/hold-work";
import { refoldWork } from "@lab-grader/core/gradebook/refold-work";
import type { JobWorks } from "@lab-grader/core/jobs/job-work";
import { type RegradeDeps, regradeWork } from "@lab-grader/core/regrade/regrade-work";

/** What the works of the regrader stand on. None of them looks into an account. */
export type WorkDeps = Omit<RegradeDeps, "recollect">;

/** What the regrader does for each kind of job. */
export function jobWorks(deps: WorkDeps): JobWorks {
  return {
    refold: refoldWork(deps),
    hold: holdWork(deps),
    regrade: regradeWork(deps),
    seal: sealWork(deps),
  };
}
