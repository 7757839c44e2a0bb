import { type ProblemCode, problemKinds } from "../contracts/problems.ts";
import type { ReasonParams } from "../grading/outcome.ts";
import { filledText } from "../reasons/reason.ts";

/** Why the system ended a job. `{name}` is a parameter. */
const jobFaultTexts = {
  "audit.broken":
    "The seal {number} is made, and {problems} chains are not as they were. Look at them: labgrader audit verify. Nobody but the functions may write the table.",
  "job.dead_letter":
    "The work crashed at every try. Nothing is half-written; start it again, and give the operator the job's id if it stays.",
  "job.no_progress":
    "The work was sent again {reminders} times and nobody got further. Start it again, and give the operator the job's id if it stays.",
  "job.unknown_kind":
    "This deployment does not know jobs of the kind {kind}. Ask the operator to deploy one version everywhere.",
} as const;

/** What is said of a failed job: a code of its own, or that of a problem. */
export type JobFaultCode = keyof typeof jobFaultTexts | ProblemCode;

const texts: ReadonlyMap<string, string> = new Map([
  ...Object.entries(problemKinds).map(([code, { detail }]) => [code, detail] as const),
  ...Object.entries(jobFaultTexts),
]);

/** The text of a fault, filled with its parameters; of a code from another version, the code. */
export function describeJobFault(fault: { code: string; params: ReasonParams }): string {
  return filledText(texts.get(fault.code) ?? fault.code, fault.params);
}
