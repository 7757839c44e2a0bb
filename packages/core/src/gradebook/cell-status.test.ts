import { describe, expect, it } from "vitest";
import { cohortAssignmentOf } from "../cohorts/cohort-assignment.ts";
import type { Submission } from "../submissions/submission.ts";
import { anAssignment, aSubmission, someTerms } from "../testing.ts";
import { type CellReason, cellStatus, isShownToLearner } from "./cell-status.ts";
import { foldCell } from "./fold-cell.ts";
import type { TermsContent } from "./learner-terms.ts";

const assignment = anAssignment({
  stages: [{ stage: "build" }, { stage: "correct" }],
  opensAt: "2026-02-01T00:00:00.000Z",
  dueAt: "2026-03-01T12:00:00.000Z",
  closesAt: "2026-03-08T12:00:00.000Z",
});
const duringWork = "2026-02-10T00:00:00.000Z";
const afterDue = "2026-03-02T00:00:00.000Z";
const afterEnd = "2026-03-09T00:00:00.000Z";

function statusOf({
  now = duringWork,
  terms,
  submissions = [],
  ...values
}: {
  now?: string;
  terms?: TermsContent;
  submissions?: readonly Submission[];
} & Partial<typeof assignment>): readonly CellReason[] {
  const given = { ...assignment, ...values };
  const fold = foldCell({
    assignment: given,
    learnerId: aSubmission().learnerId,
    terms: terms && someTerms(terms),
    submissions,
  });
  const isEmpty = submissions.length === 0 && terms === undefined;
  const cell = isEmpty ? undefined : { ...fold, version: 1, foldedAt: now };
  return cellStatus({ cell, assignment: cohortAssignmentOf(given), now });
}

function graded(stage: string, values: Partial<Submission> = {}): Submission {
  return aSubmission({
    ...{ stage, state: "graded", counts: true, effectiveGrade: "grd_000000000001" },
    ...{ points: "20", judgedPoints: "20", maxPoints: "20", submittedAt: duringWork },
    ...values,
  });
}

const both = [graded("build"), graded("correct")];
const kinds = (reasons: readonly CellReason[]) => reasons.map(({ kind }) => kind);

describe("cellStatus of a learner without a submission", () => {
  it.each([
    ["before it opens", "2026-01-31T00:00:00.000Z", { kind: "not_open" }],
    ["while there is time", duringWork, { kind: "not_submitted", dueAt: assignment.dueAt }],
    ["after the due date", afterDue, { kind: "missing", isClosed: false }],
    ["after the end", afterEnd, { kind: "missing", isClosed: true }],
  ])("%s", (_, now, expected) => {
    const reasons = statusOf({ now });

    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatchObject(expected);
  });

  it("is not missing where there is an extension", () => {
    const extension = { dueAt: "2026-03-20T00:00:00.000Z" };

    expect(statusOf({ now: afterEnd, terms: { extension } })).toEqual([
      { kind: "not_submitted", dueAt: extension.dueAt },
    ]);
  });

  it("is excused, also after the end", () => {
    expect(statusOf({ now: afterEnd, terms: { excused: true } })).toEqual([{ kind: "excused" }]);
  });
});

describe("cellStatus of a learner with submissions", () => {
  it.each<[string, Parameters<typeof statusOf>[0], readonly string[]]>([
    ["all stages graded", { submissions: both }, ["graded"]],
    ["one stage to go", { submissions: both.slice(0, 1) }, ["partly_done"]],
    [
      "late",
      { submissions: [graded("build", { submittedAt: afterDue }), graded("correct")] },
      ["late"],
    ],
    [
      "a person set it",
      { submissions: both, terms: { override: { points: "1" } } },
      ["overridden", "graded"],
    ],
    [
      "excused, though submitted",
      { submissions: both, terms: { excused: true } },
      ["excused", "graded"],
    ],
    ["kept back", { submissions: both, terms: { withheld: true } }, ["withheld", "graded"]],
    ["not released", { submissions: both, release: "hidden" }, ["hidden", "graded"]],
    [
      "a criterion is on hold",
      {
        submissions: both,
        holds: [
          { criterion: "correct.fresh", by: "instructor-01", at: duringWork, reason: "wrong" },
        ],
      },
      ["on_hold", "graded"],
    ],
    [
      "to be reviewed",
      { submissions: [graded("build", { state: "needs_review" }), graded("correct")] },
      ["needs_review", "graded"],
    ],
    ["queued", { submissions: [aSubmission({ stage: "build" })] }, ["in_progress"]],
    [
      "waiting after an earlier attempt",
      {
        submissions: [
          ...both,
          aSubmission({ stage: "build", number: 2, state: "waiting", notBefore: afterDue }),
        ],
      },
      ["in_progress", "graded"],
    ],
    ["the account was shut", { submissions: [aSubmission({ state: "blocked" })] }, ["blocked"]],
    ["our fault", { submissions: [aSubmission({ state: "failed" })] }, ["system_failure"]],
    [
      "shut after an attempt that counts",
      { submissions: [...both, aSubmission({ stage: "build", number: 2, state: "blocked" })] },
      ["graded"],
    ],
    ["taken back", { submissions: [aSubmission({ state: "canceled" })] }, ["no_attempt"]],
    ["the gate was red", { submissions: [graded("build", { counts: false })] }, ["no_attempt"]],
    [
      "kept back before anything came",
      { terms: { withheld: true } },
      ["withheld", "not_submitted"],
    ],
  ])("%s", (_, from, expected) => {
    expect(kinds(statusOf(from))).toEqual(expected);
  });

  it("says how late, of which stage, and until when AWS is waited for", () => {
    const submissions = [
      graded("build", { submittedAt: afterDue }),
      aSubmission({ stage: "correct", state: "waiting", notBefore: afterEnd }),
    ];

    expect(statusOf({ submissions })).toEqual([
      { kind: "in_progress", stage: "correct", state: "waiting", until: afterEnd },
      { kind: "partly_done", done: ["build"], open: ["correct"] },
      { kind: "late", stage: "build", bySeconds: 43_200 },
    ]);
  });
});

describe("isShownToLearner", () => {
  const column = cohortAssignmentOf(assignment);
  const cellWith = (terms?: TermsContent) => ({
    ...foldCell({
      ...{ assignment, submissions: [], learnerId: aSubmission().learnerId },
      terms: terms && someTerms(terms),
    }),
    version: 1,
    foldedAt: duringWork,
  });

  it.each([
    ["released", cellWith(), column, true],
    ["kept back", cellWith({ withheld: true }), column, false],
    ["hidden", cellWith(), { ...column, release: "hidden" as const }, false],
  ])("%s", (_, cell, of, isShown) => {
    expect(isShownToLearner({ cell, assignment: of })).toBe(isShown);
  });
});
