import { type Job, JobRecord, JobResultsRecord, resultsOf } from "../jobs/job.ts";
import { JobFailure, type JobWork } from "../jobs/job-work.ts";
import type { JobDeps } from "../jobs/start-job.ts";
import { Json } from "../json.ts";
import { listAll } from "../storage/list-all.ts";
import type { Table } from "../storage/table.ts";
import { adoptLab } from "./adopt-lab.ts";
import { applicationSummaryOf } from "./application-summary.ts";
import { type ApplyDeps, applyTarget } from "./apply-target.ts";
import { summaryOf } from "./plan-summary.ts";
import { type FindEvidence, type PlanDeps, planTarget } from "./plan-target.ts";
import type { PlannedTarget } from "./planned-target.ts";
import { readApplied, readPlanned } from "./read-results.ts";
import { type ApplyInput, type PlanInput, readRegradeInput } from "./regrade-input.ts";
import { selectSubmissions } from "./select-submissions.ts";

export interface RegradeDeps extends PlanDeps, ApplyDeps, JobDeps {
  /** Looks into accounts anew; absent where that is not possible. */
  readonly recollect?: FindEvidence;
}

/** Submissions of a part: each keeps a whole judgement, and a part is one item. */
const submissionsOfPart = 20;
/** Of a part that looks into accounts: all of it has the time of one submission. */
const accountsOfPart = 5;

/**
 * Regrading in two jobs of one kind: a plan, which changes no grade, and its application, which
 * writes what was planned and nothing else.
 */
export function regradeWork(deps: RegradeDeps): JobWork {
  const plans = rememberedParts(deps.table);
  return {
    plan: async (job) => {
      const input = readRegradeInput(job.input);
      return input.step === "plan"
        ? await partsOfPlan(job, input, deps.table)
        : await partsOfApplication(input, deps.table);
    },
    looksIntoAccounts: ({ input: raw }) => {
      const input = readRegradeInput(raw);
      return input.step === "plan" && input.source === "recollect";
    },
    work: async (job, target) => {
      const input = readRegradeInput(job.input);
      if (input.step === "plan") {
        const findEvidence = input.source === "recollect" ? deps.recollect : undefined;
        if (input.source === "recollect" && !findEvidence)
          throw new Error(`${job.jobId} looks into accounts; only the grader may`);
        return Json.parse(await planTarget({ submissionId: target, input, findEvidence }, deps));
      }
      const planned = await plannedAt(target, input, plans);
      return Json.parse(await applyTarget({ planned, job, input }, deps));
    },
    finish: async (job, parts) => {
      const input = readRegradeInput(job.input);
      if (input.step === "plan") return Json.parse(summaryOf(readPlanned(parts)));
      if (input.adopt) await adoptLab(job, input.adopt, deps);
      return Json.parse(applicationSummaryOf(input.plan, readApplied(parts)));
    },
  };
}

async function partsOfPlan(job: Job, { select, source }: PlanInput, table: Table) {
  const { assignmentId, cohortId } = job;
  if (assignmentId === undefined) throw new JobFailure("assignment.not_found");
  const selected = await selectSubmissions({ select, assignmentId, cohortId }, table);
  const size = source === "recollect" ? accountsOfPart : submissionsOfPart;
  return Array.from({ length: Math.ceil(selected.length / size) }, (_, part) =>
    selected.slice(part * size, (part + 1) * size),
  );
}

/** Part by part as planned; a target is its place in it: plan, part and index, `2#3#17`. */
async function partsOfApplication({ plan }: ApplyInput, table: Table) {
  const job = await table.get(JobRecord, { jobId: plan });
  if (job?.state !== "done") throw new JobFailure("regrade.not_planned", { jobId: plan });
  const parts = await listAll(table, JobResultsRecord, resultsOf(job));
  return parts
    .map((part) =>
      readPlanned([part]).flatMap(({ status }, at) =>
        status === "planned" ? [`${job.version}#${part.part}#${at}`] : [],
      ),
    )
    .filter((targets) => targets.length > 0);
}

async function plannedAt(
  target: string,
  { plan: jobId }: ApplyInput,
  readPart: ReturnType<typeof rememberedParts>,
) {
  const [plan = 0, part = 0, at = 0] = target.split("#").map(Number);
  const planned = (await readPart({ jobId, plan, part }))[at];
  if (planned?.status !== "planned") throw new Error(`the plan ${jobId} has no target ${target}`);
  return planned;
}

/** What a part that is done says never changes: its targets are read once, not one by one. */
function rememberedParts(table: Table) {
  let last: { name: string; targets: Promise<PlannedTarget[]> } | undefined;
  return (key: { jobId: string; plan: number; part: number }): Promise<PlannedTarget[]> => {
    const name = `${key.jobId}#${key.plan}#${key.part}`;
    if (last?.name === name) return last.targets;
    const targets = table
      .get(JobResultsRecord, key)
      .then((part) => readPlanned(part === undefined ? [] : [part]));
    last = { name, targets };
    return targets;
  };
}
