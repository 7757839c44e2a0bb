import type { ReactElement } from "react";
import type { CellState } from "./cell-state.ts";

const tick = <path d="M2.5 7.5l3 3 6-7" />;
const cross = <path d="M3 3l8 8M11 3l-8 8" />;
const half = (
  <>
    <circle cx="7" cy="7" r="5" />
    <path d="M7 2a5 5 0 0 1 0 10z" fill="currentColor" />
  </>
);
const clock = (
  <>
    <circle cx="7" cy="7" r="5" />
    <path d="M7 4v3l2 1.5" />
  </>
);
const person = (
  <>
    <circle cx="7" cy="4.5" r="2.5" />
    <path d="M2.5 12.5c.5-3 2-4 4.5-4s4 1 4.5 4" />
  </>
);
const pause = <path d="M4.5 3v8M9.5 3v8" />;
const lock = (
  <>
    <rect x="2.5" y="6" width="9" height="6" />
    <path d="M4.5 6V4.5a2.5 2.5 0 0 1 5 0V6" />
  </>
);
const warning = <path d="M7 2l5.5 10h-11zM7 6v2.5M7 10.2v.3" />;
const dash = <path d="M3 7h8" />;
const empty = <circle cx="7" cy="7" r="4.5" strokeDasharray="2 2" />;
const pen = <path d="M2.5 11.5l.7-2.7 6.3-6.3 2 2-6.3 6.3z" />;
const out = <path d="M3 4h8M3 7h5M3 10h8" />;
const hiddenEye = <path d="M1.5 7c3-4 8-4 11 0-3 4-8 4-11 0zM3 11.5l8-9" />;

const marks: Readonly<Record<CellState, ReactElement>> = {
  passed: tick,
  not_passed: cross,
  partly_done: half,
  late: clock,
  needs_review: person,
  on_hold: pause,
  blocked: lock,
  system_failure: warning,
  in_progress: clock,
  missing: dash,
  no_attempt: dash,
  not_submitted: empty,
  not_open: empty,
  excused: out,
  overridden: pen,
  withheld: hiddenEye,
  hidden: hiddenEye,
};

/** The sign of a state; its word stands beside it. */
export function CellMark({ state }: { readonly state: CellState }) {
  return (
    <svg className="gradebook-mark" viewBox="0 0 14 14" aria-hidden="true">
      {marks[state]}
    </svg>
  );
}
