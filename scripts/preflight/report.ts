import type { Finding } from "./finding.ts";
import type { Plan, PlannedResource } from "./plan.ts";

/** Everything that a preflight found out. */
export interface Preflight {
  readonly stage: string;
  readonly findings: readonly Finding[];
  /** Nothing in it where the set-up is refused or could not be synthesized. */
  readonly plan: Omit<Plan, "findings">;
}

const words: Readonly<Record<Finding["status"], string>> = {
  ok: "ok",
  warning: "look",
  failed: "FAILED",
  unchecked: "not checked",
};
const width = Math.max(...Object.values(words).map((word) => word.length));

/** As text: a line for each check, what to change below it, and what will be created. */
export function reportText({ stage, findings, plan }: Preflight): string {
  return [
    `Preflight of stage ${stage}`,
    "",
    ...findings.flatMap(findingLines),
    ...(plan.created ? ["", ...planLines(plan.created, plan.fixedCost)] : []),
    "",
    summary(findings),
    "",
  ].join("\n");
}

function findingLines(finding: Finding): readonly string[] {
  const indent = " ".repeat(width + 2);
  const first = `${words[finding.status].padEnd(width)}  ${finding.check}: ${finding.found}`;
  switch (finding.status) {
    case "ok":
    case "unchecked":
      return [first];
    case "warning":
      return [first, `${indent}to change: ${finding.change}`];
    case "failed":
      return [
        first,
        `${indent}expected:  ${finding.expected}`,
        `${indent}to change: ${finding.change}`,
      ];
    default:
      return finding satisfies never;
  }
}

function planLines(
  created: readonly PlannedResource[],
  fixedCost: string | undefined,
): readonly string[] {
  const cost =
    fixedCost === undefined ? "" : `${fixedCost} a month while nothing happens; all of it: `;
  return [
    "What the deployment creates",
    ...created.map(({ what, count }) => `${String(count).padStart(4)}  ${counted(what, count)}`),
    `What it costs: ${cost}docs/cost.md`,
  ];
}

function counted(what: string, count: number): string {
  if (count === 1) return what;
  if (what.endsWith("y")) return `${what.slice(0, -1)}ies`;
  if (what.endsWith("s")) return `${what}es`;
  const [first = "", ...rest] = what.split(" of ");
  return [`${first}s`, ...rest].join(" of ");
}

function summary(findings: readonly Finding[]): string {
  const count = (status: Finding["status"]) =>
    findings.filter((finding) => finding.status === status).length;
  const failed = count("failed");
  const open = count("unchecked");
  const rest = open === 0 ? "" : ` ${open} could not be checked.`;
  if (failed > 0) return `${failed} of ${findings.length} checks failed.${rest}`;
  return `Nothing speaks against the deployment.${rest}`;
}
