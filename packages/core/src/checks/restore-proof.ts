import type { RestoreEvent } from "../facts/restore-events.ts";
import type { RestoreJob } from "../facts/restore-jobs.ts";
import type { TableDescription, TableReading } from "../facts/table.ts";
import { defineReasons } from "../reasons/reason.ts";
import { type Instant, secondsBetween } from "../time.ts";
import type { Line, Verdict } from "./check.ts";
import { describeKey, isSameKey } from "./key-schema.ts";
import { unknownValue } from "./unknown-value.ts";

/** The reasons of the checks that ask whether a table is the restore of another one. */
export const restoreReasons = defineReasons({
  "dynamodb.restore.no_restore": {
    short: "made, not restored",
    found:
      "neither CloudTrail nor AWS Backup knows a restore that made this table, created {created}",
    doNext: "Restore into a table of this name, from a backup or from a point in time.",
  },
  "dynamodb.restore.of_another_table": {
    short: 'restored from "{source}"',
    found: 'the restore of {at} brought back "{source}", not "{from}"',
    doNext: "Restore the table that is asked for into a table of this name.",
  },
  "dynamodb.restore.other_keys": {
    short: "keys are not the source's",
    found: 'key {keys}, but "{from}" has {sourceKeys}',
    doNext: "Restore the table that is asked for; a restore keeps the keys of its source.",
  },
  "dynamodb.restore.event_pending": {
    short: "CloudTrail has no event yet",
    found:
      "no restore of this table in CloudTrail yet, and the table is younger than {minutes} minutes",
    doNext: "Wait; CloudTrail shows a call some minutes later. We look again by ourselves.",
  },
  "dynamodb.restore.job_running": {
    short: "AWS Backup is restoring",
    found: "a restore job of AWS Backup is {status}",
    doNext: "Wait. We look again by ourselves.",
  },
});
type RestoreReason = keyof typeof restoreReasons;

/** What is known of where a table comes from. */
type RestoreProof =
  | { readonly kind: "proved"; readonly by: "events" | "jobs" }
  | {
      readonly kind: "pending" | "refuted";
      readonly reason: RestoreReason;
      readonly params: Record<string, string>;
      readonly by: "events" | "jobs" | "table";
    }
  /** An event that names this table, but no source. */
  | { readonly kind: "unreadable" };

interface RestoreEvidence {
  readonly target: TableDescription;
  /** Name of the source; `undefined`: any table. */
  readonly from: string | undefined;
  /** May be gone: a restore outlives its source. */
  readonly source: TableReading;
  readonly events: readonly RestoreEvent[];
  readonly jobs: readonly RestoreJob[];
  readonly observedAt: Instant;
}

/** The line of a check that wants a table restored, or why nothing can be said yet. */
export function judgedRestore(
  evidence: RestoreEvidence,
):
  | { readonly line: Line; readonly by: string; readonly verdict?: never }
  | { readonly verdict: Verdict } {
  const proof = restoreProof(evidence);
  switch (proof.kind) {
    case "proved":
      return { line: { met: true }, by: proof.by };
    case "refuted":
      return { line: { met: false, reason: proof.reason, params: proof.params }, by: proof.by };
    case "pending": {
      const { reason, params, by } = proof;
      return { verdict: { kind: "unknown", fault: "target", reason, params, by: [by] } };
    }
    case "unreadable":
      return { verdict: unknownValue("the restore's source", "", "events") };
    default:
      return proof satisfies never;
  }
}

/**
 * CloudTrail delivers within about 5 minutes on average and promises nothing; three times that:
 * docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html
 */
const deliverySeconds = 15 * 60;
/** A restored table is created by the call that asks for it; beyond this it is another table of the name. */
const sameCallSeconds = 10 * 60;
/** Between the clocks of two services. */
const clockSkewSeconds = 60;

/**
 * Whether the table was restored: a restore that CloudTrail or AWS Backup knows, and the keys of the
 * source. RestoreSummary is not asked for, because AWS shows it only while the table is CREATING;
 * settings neither, because a restore leaves them behind.
 */
function restoreProof(evidence: RestoreEvidence): RestoreProof {
  const { target, from, events, jobs } = evidence;
  const otherKeys = keysUnlikeSource(evidence);
  if (otherKeys) return otherKeys;
  const own = events.filter((event) => madeTable(event, target));
  if (own.some(({ source }) => source !== undefined && (from ?? source) === source)) {
    return { kind: "proved", by: "events" };
  }
  if (jobs.some((job) => jobMadeTable(job, target))) {
    return { kind: "proved", by: "jobs" };
  }
  if (own.some(({ source }) => source === undefined)) return { kind: "unreadable" };
  const [other] = own;
  if (other) {
    const params = { source: other.source ?? "", from: from ?? "", at: other.at };
    return { kind: "refuted", reason: "dynamodb.restore.of_another_table", params, by: "events" };
  }
  return withoutEvent(evidence);
}

function withoutEvent({ target, jobs, observedAt }: RestoreEvidence): RestoreProof {
  const running = jobs.find(({ status }) => status === "RUNNING" || status === "PENDING");
  if (running) {
    const params = { status: running.status };
    return { kind: "pending", reason: "dynamodb.restore.job_running", params, by: "jobs" };
  }
  const { createdAt } = target;
  const isYoung =
    createdAt !== undefined && secondsBetween(createdAt, observedAt) < deliverySeconds;
  if (isYoung) {
    const params = { minutes: String(deliverySeconds / 60) };
    return { kind: "pending", reason: "dynamodb.restore.event_pending", params, by: "events" };
  }
  const params = { created: createdAt ?? "at an unknown time" };
  return { kind: "refuted", reason: "dynamodb.restore.no_restore", params, by: "events" };
}

/** A restore that AWS took, of this very life of the table's name. */
function madeTable({ target, at, errorCode }: RestoreEvent, table: TableDescription): boolean {
  if (target !== table.name || errorCode !== undefined) return false;
  if (table.createdAt === undefined) return true;
  return Math.abs(secondsBetween(at, table.createdAt)) <= sameCallSeconds;
}

/** The table is created while the job runs: one that is younger was made again since. */
function jobMadeTable({ status, createdArn, completedAt }: RestoreJob, table: TableDescription) {
  if (status !== "COMPLETED" || createdArn !== table.arn) return false;
  if (completedAt === undefined || table.createdAt === undefined) return true;
  return secondsBetween(completedAt, table.createdAt) <= clockSkewSeconds;
}

function keysUnlikeSource({ target, from, source }: RestoreEvidence): RestoreProof | undefined {
  if (!source.exists || from === undefined || from === target.name) return undefined;
  // A source that is younger than its restore was made again since, and says nothing of it.
  const [madeAt, restoredAt] = [source.table.createdAt, target.createdAt];
  const isLaterLife =
    madeAt !== undefined && restoredAt !== undefined && secondsBetween(restoredAt, madeAt) > 0;
  if (isLaterLife) return undefined;
  const { keys } = source.table;
  const isSame =
    isSameKey(keys.partition, target.keys.partition) && isSameKey(keys.sort, target.keys.sort);
  if (isSame) return undefined;
  const params = { from, keys: wholeKey(target.keys), sourceKeys: wholeKey(keys) };
  return { kind: "refuted", reason: "dynamodb.restore.other_keys", params, by: "table" };
}

function wholeKey({ partition, sort }: TableDescription["keys"]): string {
  return describeKey({ ...partition, ...sort });
}
