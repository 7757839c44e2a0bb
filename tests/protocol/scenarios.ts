import type { Assignment } from "@lab-grader/core/cohorts/assignment";
import type { TermsChange } from "@lab-grader/core/gradebook/change-terms";
import type { Submission } from "@lab-grader/core/submissions/submission";
import type { Actor, Misfortunes, Scenario, Verdict } from "./scenario.ts";

const waiting = { state: "waiting", counts: false } as const;
const none: Misfortunes = { crashes: 0, duplicates: 0, pauses: 0, deadLetters: 0 };

/** What is submitted now is a day and a half late. */
const late: Partial<Assignment> = {
  dueAt: "2026-02-28T00:00:00.000Z",
  latePolicy: {
    percentPerInterval: 10,
    intervalSeconds: 86_400,
    graceSeconds: 0,
    floorPercent: 50,
  },
};

/**
 * Each scenario is small and complete for its interplay; together they cover
 * two submissions, two graders, duplicates, crashes, leases that end, dead letters, persons who
 * change grades, two reconcilers.
 */
export const scenarios: readonly Scenario[] = [
  scenario("one submission; its message twice, two processes crash", {
    actors: [submits("build")],
    misfortunes: { crashes: 2, duplicates: 1 },
  }),
  scenario("one submission; a lease ends under a grader that still runs", {
    actors: [submits("build")],
    misfortunes: { pauses: 1 },
    reconcilers: 1,
  }),
  scenario("one submission; its message twice, one of them dies, a crash", {
    actors: [submits("build")],
    misfortunes: { crashes: 1, duplicates: 1, deadLetters: 1 },
  }),
  scenario("one submission; graders crash until its claims or its deliveries are used up", {
    actors: [submits("build")],
    misfortunes: { crashes: 3 },
    graders: 1,
    reconcilers: 1,
  }),
  scenario("one submission after the other, and an override, all from the start", {
    actors: [
      submits("build"),
      submits("build", { key: "again", body: "again", after: "build.1" }),
      overrides("build.1"),
    ],
    graders: 1,
    reconcilers: 1,
  }),
  scenario("one learner clicks twice", {
    actors: [
      submits("build", { key: "first", body: "same" }),
      submits("build", { key: "second", body: "same" }),
    ],
    misfortunes: { crashes: 1 },
  }),
  scenario("one learner submits two different answers at once, one of them twice", {
    actors: [
      submits("build", { key: "first", body: "one" }),
      submits("build", { key: "first", body: "one" }),
      submits("build", { key: "second", body: "two" }),
    ],
  }),
  scenario("two stages of one learner at once", {
    actors: [submits("build"), submits("correct")],
    assignment: { stages: [{ stage: "build" }, { stage: "correct" }] },
    misfortunes: { crashes: 1 },
  }),
  scenario("two learners at once, the message of one twice", {
    actors: [submits("build"), { ...submits("build"), learner: 2 }],
    misfortunes: { duplicates: 1 },
  }),
  scenario("a second submission while an instructor overrides the first", {
    before: [submits("build")],
    actors: [submits("build", { key: "again", body: "again" }), overrides("build.1")],
    misfortunes: { crashes: 1 },
    verdict: ({ number }) => ({ kind: "judged", points: number === 1 ? "30" : "40" }),
  }),
  scenario("two instructors change the same grade", {
    before: [submits("build")],
    actors: [
      overrides("build.1", { login: "instructor-01", points: "20" }),
      overrides("build.1", { login: "instructor-02", points: "38", counts: false }),
    ],
    misfortunes: { crashes: 2 },
  }),
  scenario("two instructors and a regrade change the same grade", {
    before: [submits("build")],
    actors: [
      overrides("build.1", { login: "instructor-01", points: "20" }),
      overrides("build.1", { login: "instructor-02", points: "38", counts: false }),
      overrides("build.1", { login: "regrader", points: "36", cause: "regraded" }),
    ],
  }),
  scenario("AWS is not finished at first", {
    actors: [submits("build")],
    misfortunes: { crashes: 1, duplicates: 1 },
    verdict: ({ waits = 0 }) => ({ kind: "judged", ...(waits < 1 ? waiting : {}) }),
  }),
  scenario("the platform fails once", {
    actors: [submits("build")],
    misfortunes: { crashes: 1, duplicates: 1 },
    verdict: ({ claim }) => ({ kind: claim === 1 ? "platform_fault" : "judged" }),
  }),
  scenario("the platform fails once, and a lease ends under the grader", {
    actors: [submits("build")],
    misfortunes: { pauses: 1 },
    reconcilers: 0,
    verdict: ({ claim }) => ({ kind: claim === 1 ? "platform_fault" : "judged" }),
  }),
  scenario("the platform fails every time, an operator sends it again", {
    actors: [submits("build"), { kind: "operator", redrives: "build.1" }],
    verdict: ({ number }) => ({ kind: number === 1 ? "platform_fault" : "judged" }),
  }),
  scenario("an instructor grades by hand what the platform could not", {
    actors: [submits("build"), overrides("build.1")],
    verdict: () => ({ kind: "platform_fault" }),
    misfortunes: { crashes: 1 },
  }),
  scenario("a learner takes back what is on its way", {
    actors: [submits("build"), { kind: "canceler", cancels: "build.1" }],
    misfortunes: { crashes: 1 },
    graders: 1,
    reconcilers: 1,
  }),
  scenario("a learner takes back what waits for AWS", {
    actors: [submits("build"), { kind: "canceler", cancels: "build.1" }],
    graders: 1,
    reconcilers: 1,
    verdict: ({ waits = 0 }) => ({ kind: "judged", ...(waits < 1 ? waiting : {}) }),
  }),
  scenario("an extension and a late submission, both at once", {
    assignment: late,
    actors: [submits("build"), decides({ extension: { dueAt: "2026-03-01T00:00:00.000Z" } })],
    misfortunes: { crashes: 1 },
    graders: 1,
    reconcilers: 1,
  }),
  scenario("two instructors decide for one learner whose grade a third one changes", {
    before: [submits("build")],
    assignment: late,
    actors: [
      decides({ extension: { dueAt: "2026-03-01T00:00:00.000Z" } }),
      decides({ excused: true }, "instructor-02"),
      overrides("build.1", { login: "instructor-03", points: "20" }),
    ],
    misfortunes: { crashes: 1 },
    reconcilers: 1,
  }),
  scenario("the last attempt, given back by a hold", {
    before: [submits("build")],
    assignment: { attemptLimit: 1 },
    actors: [
      overrides("build.1", { cause: "held", points: "40", counts: false }),
      submits("build", { key: "again", body: "again" }),
    ],
    misfortunes: { crashes: 1 },
  }),
];

function scenario(
  name: string,
  values: {
    before?: readonly Actor[];
    actors: readonly Actor[];
    misfortunes?: Partial<Misfortunes>;
    assignment?: Partial<Assignment>;
    verdict?: (claimed: Submission) => Verdict;
    graders?: number;
    reconcilers?: number;
  },
): Scenario {
  return {
    name,
    before: [],
    graders: 2,
    reconcilers: 2,
    verdict: () => ({ kind: "judged" }),
    ...values,
    misfortunes: { ...none, ...values.misfortunes },
  };
}

function submits(
  stage: string,
  values: { key?: string; body?: string; after?: string } = {},
): Extract<Actor, { kind: "learner" }> {
  return { kind: "learner", learner: 1, stage, key: "first", body: "body", ...values };
}

function overrides(
  submission: string,
  values: Partial<Extract<Actor, { kind: "instructor" }>> = {},
): Actor {
  return {
    kind: "instructor",
    login: "instructor-01",
    cause: "overridden",
    submission,
    points: "35",
    counts: true,
    ...values,
  };
}

function decides(change: TermsChange, login = "instructor-01"): Actor {
  return { kind: "terms", login, change };
}

/** @throws where there is no scenario of this name. */
export function scenarioNamed(name: string): Scenario {
  const found = scenarios.find((each) => each.name === name);
  if (!found) throw new Error(`no scenario "${name}"`);
  return found;
}
