import {
  countOpenWork,
  listDeadLetters,
  redrive,
} from "@lab-grader/core/contracts/endpoints/operations";
import { parseSubmissionId } from "@lab-grader/core/ids";
import { JobRecord, jobKeyAt } from "@lab-grader/core/jobs/job";
import type { ItemKey, Table } from "@lab-grader/core/storage/table";
import { type DeadLetter, DeadLetterRecord } from "@lab-grader/core/submissions/dead-letter";
import { redriveSubmission } from "@lab-grader/core/submissions/redrive-submission";
import { SubmissionRecord, submissionKeyAt } from "@lab-grader/core/submissions/submission";
import { countPhases, openJob, openSubmission } from "@lab-grader/core/views/phases";
import { isStaffOf, requireRight } from "./access.ts";
import { cohortsOfStaff } from "./cohorts.ts";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";
import { route } from "./route.ts";

const itemsOfPage = 100;
const deadLettersOfPage = 50;
/** Later than everything that is due. */
const endOfTime = "9999-12-31T23:59:59.999Z";

/** `GET /v1/operations`: one page of the index `open`, and a read of each item in it. */
const count: ApiHandler<typeof countOpenWork> = async ({ identity, query }, { table, now }) => {
  const page = await table.listDue({
    dueBefore: endOfTime,
    limit: itemsOfPage,
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  });
  const isMine = await cohortFilter(identity, table);
  const open = await Promise.all(page.items.map((place) => openAt(place, { table, isMine })));
  return {
    body: {
      ...countPhases(open.flat(), now()),
      ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
    },
  };
};

/** `GET /v1/dead-letters?day=` */
const list: ApiHandler<typeof listDeadLetters> = async ({ identity, query }, { table, now }) => {
  const day = query.day ?? now().slice(0, "2026-01-31".length);
  const page = await table.list(DeadLetterRecord, {
    ...{ pk: `dead-letters#${day}`, prefix: "", limit: deadLettersOfPage },
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  });
  const isMine = await cohortFilter(identity, table);
  const shown = page.items.map(async ({ bodyHash: _bodyHash, ...letter }) =>
    isMine(await cohortOf(letter, table)) ? [letter] : [],
  );
  return {
    body: {
      deadLetters: (await Promise.all(shown)).flat(),
      ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
    },
  };
};

/** `POST /v1/submissions/{submissionId}/redrive` */
const again: ApiHandler<typeof redrive> = async ({ identity, params, body }, deps) => {
  const { table, telemetry } = deps;
  const key = parseSubmissionId(params.submissionId);
  const failed = key && (await table.get(SubmissionRecord, key));
  if (!failed || !(await isStaffOf(failed.cohortId, identity, table)))
    throw new VisibleError("submission.not_found");
  await requireRight(failed.cohortId, identity, { table, right: "manage" });

  const { submissionId: redriveOf } = failed;
  const redriven = await redriveSubmission(
    { submissionId: redriveOf, by: identity.login, reason: body.reason },
    deps,
  );
  if (redriven.status === "refused")
    throw new VisibleError(redriven.code, { params: { submissionId: redriveOf } });
  const { submissionId, assignmentId, stage, number, state, submittedAt } = redriven.submission;
  telemetry.info("redriven", { submissionId, cohortId: failed.cohortId });
  return {
    status: redriven.status === "redriven" ? 202 : 200,
    headers: { location: `/v1/submissions/${submissionId}` },
    body: {
      status: redriven.status === "redriven" ? "accepted" : "replayed",
      ...{ submissionId, assignmentId, stage, number, state, submittedAt, redriveOf },
    },
  };
};

type IsMine = (cohortId: string | undefined) => boolean;

/** Admins see what belongs to no cohort, too. */
async function cohortFilter(identity: Identity, table: Table): Promise<IsMine> {
  if (identity.groups.has("admin")) return () => true;
  const mine = new Set((await cohortsOfStaff(identity, table)).map(({ cohortId }) => cohortId));
  return (cohortId) => cohortId !== undefined && mine.has(cohortId);
}

async function openAt(place: ItemKey, { table, isMine }: { table: Table; isMine: IsMine }) {
  const jobKey = jobKeyAt(place);
  const job = jobKey && (await table.get(JobRecord, jobKey));
  if (job) return isMine(job.cohortId) ? [openJob(job)] : [];
  const key = submissionKeyAt(place);
  const submission = key && (await table.get(SubmissionRecord, key));
  // The index is a little behind: what has just been done is no longer open.
  if (submission?.dueAt === undefined || !isMine(submission.cohortId)) return [];
  return [openSubmission(submission)];
}

async function cohortOf(
  { submissionId, jobId }: Pick<DeadLetter, "submissionId" | "jobId">,
  table: Table,
): Promise<string | undefined> {
  const key = submissionId === undefined ? undefined : parseSubmissionId(submissionId);
  if (key) return (await table.get(SubmissionRecord, key))?.cohortId;
  return jobId === undefined ? undefined : (await table.get(JobRecord, { jobId }))?.cohortId;
}

export const operationRoutes = [
  route(countOpenWork, count),
  route(listDeadLetters, list),
  route(redrive, again),
];
