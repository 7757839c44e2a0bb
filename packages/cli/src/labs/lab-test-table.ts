import { markOf } from "@lab-grader/core/views/feedback-order";
import { renderTable } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { wrap } from "../terminal/wrap.ts";

/** What this needs of a played lab: a part of what the bench returns. */
export interface LabTestView {
  readonly cases: readonly {
    readonly kind: string;
    readonly name: string;
    readonly stage: string;
    readonly isAsExpected: boolean;
    readonly refused?:
      | { readonly step: string; readonly command: string; readonly problem: string }
      | undefined;
    readonly looks: readonly {
      readonly moment: string;
      readonly cells: readonly {
        readonly expected: { readonly outcome: string; readonly reason?: string | undefined };
        readonly found: Parameters<typeof markOf>[0] & {
          readonly criterion: string;
          readonly reason: string;
        };
        readonly isAsExpected: boolean;
      }[];
    }[];
  }[];
  readonly scores: {
    readonly red: { readonly shown: readonly string[]; readonly missing: readonly string[] };
    readonly green: {
      readonly kept: readonly string[];
      readonly lost: readonly string[];
      readonly missing: readonly string[];
    };
  };
  readonly isPassed: boolean;
}

const heads = "1234567890abcdefghijklmnopqrstuvwxyz";
const flush = { first: "", rest: "" };

/** Every case against every criterion of its stage, then the two scores of the lab. */
export function renderLabTest(
  title: string,
  test: LabTestView,
  { marks, columns }: Pick<Terminal, "marks" | "columns">,
): string {
  const stages = [...new Set(test.cases.map(({ stage }) => stage))];
  return [
    title,
    ...stages.map((stage) => renderStage(stage, test, { marks, columns })),
    renderScores(test, { columns }),
  ].join("\n\n");
}

function renderStage(
  stage: string,
  { cases }: LabTestView,
  { marks, columns }: Pick<Terminal, "marks" | "columns">,
): string {
  const played = cases.filter((one) => one.stage === stage);
  const criteria = [
    ...new Set(
      played.flatMap(({ looks }) =>
        looks.flatMap(({ cells }) => cells.map(({ found }) => withinStage(found.criterion))),
      ),
    ),
  ];
  const rows = played.flatMap(({ kind, name, looks }) =>
    looks.map(({ moment, cells }) => [
      kind,
      lookName(name, looks, moment),
      cells.map(({ found }) => marks.cell[markOf(found)]).join(" "),
    ]),
  );
  const heading = criteria.map((_id, place) => heads[place] ?? "?").join(" ");
  const legend = criteria.map((id, place) => `${heads[place] ?? "?"}\u00a0${id}`).join("\u00a0 ");
  return [
    renderTable([{ title: stage }, { title: "case" }, { title: heading }], rows, marks),
    wrap(legend, columns, flush).replaceAll("\u00a0", " "),
    ...played
      .flatMap((one) => wrongLines(one))
      .map((line) => wrap(`${marks.differs} ${line}`, columns, { first: "", rest: "  " })),
  ].join("\n");
}

type PlayedCase = LabTestView["cases"][number];

function lookName(name: string, looks: PlayedCase["looks"], moment: string): string {
  return looks.length > 1 ? `${name}, ${moment}` : name;
}

/** Where a case came out otherwise, one line each. */
function wrongLines({ name, looks, refused }: PlayedCase): string[] {
  if (refused) {
    return [
      `${name}: AWS refused the step ${refused.step} (${refused.command}): ${refused.problem}`,
    ];
  }
  return looks.flatMap(({ moment, cells }) =>
    cells
      .filter((cell) => !cell.isAsExpected)
      .map((cell) => `${lookName(name, looks, moment)}: ${differenceText(cell)}`),
  );
}

type Cell = PlayedCase["looks"][number]["cells"][number];

function differenceText({ expected, found }: Cell): string {
  const wanted = expected.reason ?? expected.outcome;
  const got = found.outcome === "met" ? "met" : found.reason;
  return `${withinStage(found.criterion)} is ${got}, expected ${wanted}`;
}

function renderScores({ scores, cases }: LabTestView, { columns }: { columns: number }): string {
  const { red, green } = scores;
  const lost = cases.filter((one) => !one.isAsExpected).length;
  const said = [
    `${cases.length - lost} of ${cases.length} came out as expected`,
    `red    ${percent(red.shown.length, red.missing.length)}   criteria that some case turns red: ${red.shown.length} of ${red.shown.length + red.missing.length}`,
    red.missing.length > 0 && `no case turns red: ${red.missing.join(", ")}`,
    `green  ${percent(green.kept.length, green.lost.length)}   other right answers that stay green: ${green.kept.length} of ${green.kept.length + green.lost.length}`,
    green.lost.length > 0 && `marked wrong although right: ${green.lost.join(", ")}`,
    green.missing.length > 0 && `no green case makes another choice: ${green.missing.join(", ")}`,
  ];
  return said
    .filter((line) => line !== false)
    .map((line) =>
      wrap(line.replaceAll("   ", "\u00a0\u00a0\u00a0").replaceAll("  ", "\u00a0\u00a0"), columns, {
        first: "",
        rest: "  ",
      }).replaceAll("\u00a0", " "),
    )
    .join("\n");
}

function percent(good: number, bad: number): string {
  const share = good + bad === 0 ? 100 : Math.floor((100 * good) / (good + bad));
  return `${String(share).padStart(3)} %`;
}

function withinStage(criterion: string): string {
  return criterion.slice(criterion.indexOf(".") + 1);
}
