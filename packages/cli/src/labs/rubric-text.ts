import type { PublishedLab } from "@lab-grader/core/contracts/endpoints/labs";
import { pointsText } from "@lab-grader/core/views/figures";
import type { LabRubric, RubricCriterion, RubricStage } from "@lab-grader/core/views/lab-rubric";
import { dateText } from "../cohorts/cohort-text.ts";
import { counted } from "../feedback/figures.ts";
import { renderTable } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";

type Look = Pick<Terminal, "marks">;

/** Published labs, a row for each with its newest version. */
export function labsText(labs: readonly PublishedLab[], { marks }: Look): string {
  const columns = ["lab", "title", "newest", "published", "by", "versions"];
  const rows = labs.map(({ labId, title, versions }) => {
    const newest = versions.find(({ isDev }) => !isDev) ?? versions[0];
    const dev = versions.filter(({ isDev }) => isDev).length;
    const others = dev === 0 ? "" : `, ${dev} to try out`;
    return [
      ...[labId, title, newest?.version ?? "", newest ? dateText(newest.publishedAt) : ""],
      ...[newest?.publishedBy ?? "", `${versions.length - dev}${others}`],
    ];
  });
  return renderTable(
    columns.map((title) => ({ title })),
    rows,
    marks,
  );
}

/** The rubric of a lab, stage by stage, and what its cases prove. */
export function rubricText(rubric: LabRubric, look: Look): string {
  const { labId, version, title, digest, publishedAt, publishedBy, maxPoints } = rubric;
  return [
    [
      `${title}   ${labId} ${version}`,
      `published ${dateText(publishedAt)} by ${publishedBy}, digest ${digest.slice(0, 8)}`,
      `${pointsText(maxPoints)} points, passed at ${rubric.passAt} %; ${sheetText(rubric)}; ${proofText(rubric)}`,
    ].join("\n"),
    ...rubric.stages.map((stage) => stageText(stage, look)),
  ].join("\n\n");
}

function stageText(stage: RubricStage, { marks }: Look): string {
  const { policy, calls, depth } = stage;
  const rows = stage.criteria.map((criterion) => [
    criterion.criterion,
    pointsText(criterion.points),
    askedBy(criterion),
    [
      ...(criterion.isGate ? ["gate"] : []),
      ...(criterion.isHidden ? ["hidden"] : []),
      ...(criterion.restated ? [`${criterion.restated.as} of ${criterion.restated.stage}`] : []),
    ].join(", "),
    criterion.kind === "check" ? criterion.operations.join(", ") : "",
  ]);
  return [
    `${stage.stage}: ${stage.title}`,
    `${pointsText(stage.maxPoints)} points; about ${counted(calls, "call")} in ${counted(depth, "step")}; session policy ${policy.characters} of ${policy.limit} characters`,
    renderTable(
      [
        { title: "criterion" },
        { title: "points", align: "right" },
        { title: "asked by", most: 40 },
        { title: "is" },
        { title: "asks of AWS", most: 60 },
      ],
      rows,
      marks,
    ),
  ].join("\n");
}

function askedBy(criterion: RubricCriterion): string {
  switch (criterion.kind) {
    case "check":
      return criterion.check;
    case "question":
      return "a question";
    case "written":
      return "a text that a person reads";
    case "compare":
      return `a comparison with ${criterion.with}`;
    default:
      return criterion satisfies never;
  }
}

function sheetText({ sheet }: LabRubric): string {
  return sheet === undefined ? "no lab sheet" : `a lab sheet of ${sheet.length} characters`;
}

function proofText({ proof }: LabRubric): string {
  if (!proof) return "no proof was sent";
  const { cases, red, green } = proof.document;
  return `${counted(cases.length, "case")} prove ${percentText(red)} red and ${percentText(green)} green`;
}

function percentText(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
