import type { MarkKind } from "@lab-grader/core/views/feedback-order";

/** Signs of one terminal; plain ones are words and ASCII. */
export interface Marks {
  readonly isPlain: boolean;
  /** In front of a criterion. */
  readonly outcome: Readonly<Record<MarkKind, string>>;
  /** One character each, for the matrix of a gradebook. */
  readonly cell: Readonly<Record<MarkKind, string>>;
  readonly rule: string;
  readonly bar: string;
  readonly barRest: string;
  readonly edge: string;
  readonly dot: string;
  readonly none: string;
  readonly more: string;
  readonly differs: string;
  readonly division: string;
}

/** For a terminal that draws. */
export const signMarks: Marks = {
  isPlain: false,
  outcome: { met: "✓", partly: "◐", not_met: "✗", waiting: "…", unknown: "?", not_judged: "·" },
  cell: { met: "●", partly: "◐", not_met: "○", waiting: "…", unknown: "?", not_judged: "·" },
  rule: "─",
  bar: "█",
  barRest: "░",
  edge: "│",
  dot: "·",
  none: "–",
  more: "…",
  differs: "≠",
  division: "÷",
};

/** For `--plain`: words, and ASCII only. */
export const plainMarks: Marks = {
  isPlain: true,
  outcome: {
    met: "met:",
    partly: "partly:",
    not_met: "not met:",
    waiting: "waiting:",
    unknown: "could not look:",
    not_judged: "not judged:",
  },
  cell: { met: "+", partly: "/", not_met: "-", waiting: "~", unknown: "?", not_judged: "." },
  rule: "-",
  bar: "#",
  barRest: ".",
  edge: "|",
  dot: "-",
  none: "-",
  more: "...",
  differs: "!=",
  division: "/",
};
