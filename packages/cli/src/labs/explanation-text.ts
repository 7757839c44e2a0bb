import type { LabExplanation } from "@lab-grader/core/lab/explain-lab";
import { pointsText } from "@lab-grader/core/views/figures";
import { counted } from "../feedback/figures.ts";
import { renderTable } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { wrap } from "../terminal/wrap.ts";
import type { LabsExplanation } from "./explain-labs.ts";

type Look = Pick<Terminal, "marks" | "columns">;

/** The policies of the sessions, stage by stage, then the one of the role. */
export function policyText({ labs, role }: LabsExplanation): string {
  const sessions = labs.flatMap(({ lab, policies }) =>
    policies.map(({ stage, characters, limit, policy }) =>
      [
        `Session policy of ${lab}, stage ${stage}: ${characters} of ${limit} characters`,
        policy === undefined
          ? "Too long: ask of fewer tables or regions in one stage, or make two stages of it."
          : JSON.stringify(policy, null, 2),
      ].join("\n"),
    ),
  );
  const names = labs.map(({ lab }) => lab).join(", ");
  const whole = role.fits
    ? `Role policy of ${names}, version ${role.version}\n${role.documents.map((document) => JSON.stringify(document, null, 2)).join("\n")}`
    : tooLong(role);
  return [...sessions, whole].join("\n\n");
}

/** The CloudFormation template of the learner's role. */
export function templateText({ role }: LabsExplanation): string {
  return role.fits ? role.text : tooLong(role);
}

/** Which calls are made, in which order. */
export function callsText({ labs }: LabsExplanation, { marks }: Look): string {
  return labs
    .flatMap(({ lab, calls }) =>
      calls.map((stage) => {
        const rows = stage.facts.map(({ level, fact, operations, calls: count, after }) => [
          String(level),
          fact,
          operations.join(", "),
          after.length === 0 ? String(count) : "if needed",
        ]);
        const columns = [
          { title: "step" },
          { title: "fact" },
          { title: "operation" },
          { title: "calls", align: "right" as const },
        ];
        return [
          `${lab}, stage ${stage.stage}: about ${counted(stage.calls, "call")} in ${counted(stage.depth, "step")}`,
          renderTable(columns, rows, marks),
        ].join("\n");
      }),
    )
    .join("\n\n");
}

/** What learners may know before they submit. */
export function checklistText({ labs }: LabsExplanation, { columns, marks }: Look): string {
  return labs
    .flatMap(({ title, checklist }) => [title, ...checklist.map((stage) => stageText(stage))])
    .join("\n\n");

  function stageText({ title, after, items }: LabExplanation["checklist"][number]): string {
    const first = after === undefined ? "" : ` (after one attempt of ${after})`;
    return [
      `${title}${first}`,
      ...items.map((item) =>
        [
          wrap(`${item.title} (${pointsText(item.points)})`, columns, {
            first: "  ",
            rest: "    ",
          }),
          wrap(item.expected, columns, { first: "    ", rest: "    " }),
          ...(item.choices ?? []).map((choice) =>
            wrap(choice, columns, { first: `    ${marks.dot} `, rest: "      " }),
          ),
        ].join("\n"),
      ),
    ].join("\n");
  }
}

/** A few lines per lab that say what the flags show in full. */
export function overviewText({ labs, role }: LabsExplanation, { columns }: Look): string {
  const lines = labs.flatMap(({ lab, version, policies, calls, checklist }) => [
    `${lab} ${version}`,
    ...checklist.map(({ stage, items }, at) => {
      const points = items.reduce((sum, item) => sum + item.points, 0);
      const parts = [
        `${counted(items.length, "criterion", "criteria")}, ${pointsText(points)} points`,
        `about ${counted(calls[at]?.calls ?? 0, "call")} in ${counted(calls[at]?.depth ?? 0, "step")}`,
        `session policy ${policies[at]?.characters} of ${policies[at]?.limit} characters`,
      ];
      return wrap(`${stage}: ${parts.join("; ")}`, columns, { first: "  ", rest: "    " });
    }),
  ]);
  const whole = role.fits
    ? `Role of all: version ${role.version}, ${role.characters} characters in ${counted(role.documents.length, "policy", "policies")}`
    : tooLong(role);
  return [
    ...lines,
    whole,
    "In full: --policy, --template (CloudFormation), --calls, --checklist",
  ].join("\n");
}

function tooLong({ characters, limit }: { characters: number; limit: number }): string {
  return `The role policy of these labs together has ${characters} characters, a role takes ${limit}: fewer labs in one cohort.`;
}
