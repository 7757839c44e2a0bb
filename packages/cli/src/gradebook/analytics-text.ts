import type {
  AnalyticsPart,
  Counts,
  StageCounts,
} from "@lab-grader/core/gradebook/analytics/analytics";
import { hoursBuckets } from "@lab-grader/core/gradebook/analytics/analytics";
import type {
  IntegritySignal,
  SuspiciousCriterion,
} from "@lab-grader/core/gradebook/analytics/findings";
import { counted } from "../feedback/figures.ts";
import { renderTable } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** How an assignment went, stage by stage, then what somebody should look at. */
export function analyticsText(
  analytics: AnalyticsPart,
  found: {
    readonly suspicious: readonly SuspiciousCriterion[];
    readonly integrity: readonly IntegritySignal[];
    readonly logins: ReadonlyMap<string, string>;
  },
  terminal: Terminal,
): string {
  const stages = Object.entries(analytics.stages).map(([stage, counts]) =>
    stageText(stage, counts, { learners: analytics.learners, terminal }),
  );
  return [
    ...(stages.length === 0 ? ["Nobody has handed anything in yet."] : stages),
    ...suspiciousText(found.suspicious),
    ...integrityText(found.integrity, found.logins),
  ].join("\n\n");
}

function stageText(
  stage: string,
  counts: StageCounts,
  { learners, terminal }: { learners: number; terminal: Terminal },
): string {
  const { attempted, passed, submitted, attemptsToPass, hoursToPass, scores, criteria } = counts;
  const rows = Object.entries(criteria).map(
    ([id, { met, partly, notMet, unknown, firstStumbles }]) => {
      const judged = met + partly + notMet;
      const rate = judged === 0 ? "" : `${Math.round((100 * met) / judged)} %`;
      return [id, rate, String(judged), String(unknown), String(firstStumbles)];
    },
  );
  const columns = [
    { title: stage, most: 40 },
    { title: "met", align: "right" as const },
    { title: "judged", align: "right" as const },
    { title: "unknown", align: "right" as const },
    { title: "first stumble", align: "right" as const },
  ];
  return [
    `${stage}: ${submitted} of ${counted(learners, "learner")} handed in, ${attempted} with an attempt, ${passed} passed`,
    renderTable(columns, rows, terminal.marks),
    ...histogram("attempts to pass", attemptsToPass, Object.keys(attemptsToPass), terminal),
    ...histogram(
      "hours to pass, at most",
      hoursToPass,
      [...hoursBuckets.map(String), "more"],
      terminal,
    ),
    ...histogram(
      "best score in tenths",
      scores,
      Array.from({ length: 11 }, (_, at) => String(at)),
      terminal,
    ),
  ].join("\n\n");
}

const widestBar = 40;

function histogram(
  title: string,
  counts: Counts,
  buckets: readonly string[],
  { marks }: Terminal,
): readonly string[] {
  const highest = Math.max(0, ...Object.values(counts));
  if (highest === 0) return [];
  const lines = buckets.map((bucket) => {
    const count = counts[bucket] ?? 0;
    const bar = marks.bar.repeat(Math.ceil((widestBar * count) / highest));
    return `  ${bucket.padStart(5)}  ${String(count).padStart(4)}  ${bar}`.trimEnd();
  });
  return [[title, ...lines].join("\n")];
}

function suspiciousText(suspicious: readonly SuspiciousCriterion[]): readonly string[] {
  if (suspicious.length === 0) return [];
  const lines = suspicious.map(({ criterion, detail }) => `  ${criterion}: ${detail}`);
  return [["Look at these criteria, the rubric may be wrong:", ...lines].join("\n")];
}

const signalTexts = {
  same_account: "handed in from one AWS account",
  same_evidence: "have the same evidence, answer by answer",
  same_text: "wrote the same text",
} as const;

function integrityText(
  signals: readonly IntegritySignal[],
  logins: ReadonlyMap<string, string>,
): readonly string[] {
  if (signals.length === 0) return [];
  const lines = signals.map((signal) => {
    const who = signal.learners
      .map(({ learnerId }) => logins.get(learnerId) ?? learnerId)
      .join(", ");
    return signal.kind === "resource_older_than_lab"
      ? `  ${who}: the table ${signal.name} is from ${signal.createdAt.slice(0, 10)}, before the lab opened`
      : `  ${who}: ${signalTexts[signal.kind]}`;
  });
  return [
    [
      "Signals to look at yourself; none of them is a verdict, and none changes a grade:",
      ...lines,
    ].join("\n"),
  ];
}
