import type { OwnSandboxAccount } from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import type { SubmissionSummary } from "@lab-grader/core/contracts/http";
import { keptTimeSeconds } from "@lab-grader/core/submissions/acceptance";
import { type OwnDates, standingAt } from "./due.ts";
import { openSubmissionOf, type StageProgress } from "./stage-progress.ts";

/** Why a submission would not be taken now. The API decides; this says it before somebody presses. */
export type Obstacle =
  | { readonly kind: "locked"; readonly after: string }
  | { readonly kind: "upcoming"; readonly opensAt: string }
  | { readonly kind: "closed"; readonly closesAt: string }
  | { readonly kind: "on_its_way"; readonly submissionId: string }
  | { readonly kind: "exhausted"; readonly attempts: number }
  | { readonly kind: "cool_down"; readonly until: string }
  | { readonly kind: "no_account"; readonly account: "unregistered" | "unproven" | "expired" }
  | { readonly kind: "signed_only" };

type AccountStanding = Pick<OwnSandboxAccount, "accountId" | "provenBy" | "expiresAt">;

export interface ObstacleSource {
  readonly stage: string;
  readonly progress: StageProgress;
  /** The newest first. */
  readonly submissions: readonly SubmissionSummary[];
  readonly dates: OwnDates;
  readonly coolDownSeconds?: number | undefined;
  /** Absent while it is not known: then it is no obstacle. */
  readonly account?: AccountStanding | undefined;
  /** Milliseconds. */
  readonly now: number;
}

/** The first one, in the order in which the API looks. */
export function findObstacle(source: ObstacleSource): Obstacle | undefined {
  const { stage, progress, submissions, dates, account, now } = source;
  if (progress.lockedBy !== undefined) return { kind: "locked", after: progress.lockedBy };
  const standing = standingAt(dates, now);
  if (standing === "upcoming") return { kind: "upcoming", opensAt: dates.opensAt };
  if (standing === "closed" && !mayKeepTime(source)) {
    return { kind: "closed", closesAt: dates.closesAt };
  }
  const open = openSubmissionOf(submissions, stage);
  if (open) return { kind: "on_its_way", submissionId: open.submissionId };
  if (progress.left === 0) return { kind: "exhausted", attempts: progress.attempts };
  const until = endOfCoolDown(source);
  if (until !== undefined && now < Date.parse(until)) return { kind: "cool_down", until };
  return account && accountObstacle(account, now);
}

/** Obstacles that a clock decides: this device's may be wrong, so the API is asked all the same. */
export function isByClock({ kind }: Obstacle): boolean {
  return kind === "upcoming" || kind === "closed" || kind === "cool_down";
}

/** After a door of AWS or of ours was shut, the time of the submission may be kept beyond the end. */
function mayKeepTime({ progress: { latest }, dates, now }: ObstacleSource): boolean {
  if (latest?.state !== "blocked" && latest?.state !== "failed") return false;
  if (latest.closedAt === undefined || latest.submittedAt >= dates.closesAt) return false;
  return now <= Date.parse(latest.closedAt) + keptTimeSeconds * 1000;
}

function endOfCoolDown({
  stage,
  submissions,
  coolDownSeconds,
}: ObstacleSource): string | undefined {
  const last = submissions.find((one) => one.stage === stage && one.counts === true);
  if (last?.closedAt === undefined || coolDownSeconds === undefined) return undefined;
  return new Date(Date.parse(last.closedAt) + coolDownSeconds * 1000).toISOString();
}

/** What is missing of the account before the grader's role can be used. */
export function accountObstacle(
  { accountId, provenBy, expiresAt }: AccountStanding,
  /** Milliseconds. */
  now: number,
): Obstacle | undefined {
  if (accountId === null) return { kind: "no_account", account: "unregistered" };
  if (provenBy === null || expiresAt === null) return { kind: "no_account", account: "unproven" };
  if (now >= Date.parse(expiresAt)) return { kind: "no_account", account: "expired" };
  return provenBy === "signature" ? { kind: "signed_only" } : undefined;
}
