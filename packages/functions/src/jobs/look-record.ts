import { runJob } from "@lab-grader/core/jobs/run-job";
import { recollected } from "@lab-grader/core/regrade/recollect";
import { type RegradeDeps, regradeWork } from "@lab-grader/core/regrade/regrade-work";
import type { RecordEnd } from "../batch.ts";
import type { CollectEvidence } from "../grading/judge-claimed.ts";
import type { Telemetry } from "../telemetry.ts";

export interface LookDeps extends RegradeDeps {
  readonly collectEvidence: CollectEvidence;
  readonly telemetry: Telemetry;
}

/** A part of a regrade that looks into accounts anew; what it finds is judged here too. */
export async function lookRecord(
  message: { readonly jobId: string; readonly part: number },
  deadline: AbortSignal,
  deps: LookDeps,
): Promise<RecordEnd> {
  const recollect = recollected({
    ...deps,
    look: (look) => deps.collectEvidence({ ...look, deadline }),
  });
  const works = { regrade: regradeWork({ ...deps, recollect }) };
  const step = await runJob(message, { ...deps, works });
  deps.telemetry.info(`job: ${step}`, { jobId: message.jobId });
  if (step === "failed") deps.telemetry.count("JobFailed");
  return "done";
}
