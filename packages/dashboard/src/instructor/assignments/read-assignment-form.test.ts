import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { describe, expect, it } from "vitest";
import { type AssignmentForm, emptyForm, formOf, withProposal } from "./assignment-form.ts";
import { mergedForm } from "./merge-form.ts";
import { changedRules, readAssignmentForm } from "./read-assignment-form.ts";
import { rulesOf } from "./rules-of.ts";

const view: AssignmentView = {
  ...{ assignmentId: "asg_000000000001", cohortId: "coh_000000000001", version: 3 },
  ...{ title: "Tables", maxPoints: 40, passAt: 60, stages: [], holds: [] },
  lab: { id: "tables", version: "1.0.0", title: "Tables" },
  opensAt: "2026-09-01T06:00:00.000Z",
  dueAt: "2026-10-25T00:30:59.000Z",
  closesAt: "2026-11-01T22:59:00.000Z",
  ...{ timeZone: "Europe/Berlin", attemptLimit: 4, coolDownSeconds: 5400, keep: "best" },
  latePolicy: {
    ...{ percentPerInterval: 2.5, intervalSeconds: 3600, graceSeconds: 900 },
    ...{ floorPercent: 50, tokens: 2 },
  },
  ...{ blockedFeedback: "unknownOnly", hints: "free", variables: { region: "eu-west-1" } },
  ...{ release: "hidden", canvasId: "123", moodleMaximum: 10 },
};
const form = formOf(view);
const kept = { ...view, form };

function aForm(change: Partial<AssignmentForm>): AssignmentForm {
  return { ...form, dueAt: { day: "2026-10-20", time: "23:59" }, ...change };
}

function errorsOf(changed: AssignmentForm) {
  const read = readAssignmentForm(changed);
  return read.status === "refused" ? [...read.errors.keys()] : [];
}

describe("readAssignmentForm", () => {
  it("changes nothing of an assignment that nobody has touched, to the second", () => {
    const read = readAssignmentForm(form, kept);

    expect(read).toEqual({ status: "read", rules: rulesOf(view) });
  });

  it("reads the dates by the clocks of the zone", () => {
    const read = readAssignmentForm(aForm({ timeZone: "America/New_York" }), kept);

    expect(read).toMatchObject({
      rules: { dueAt: "2026-10-21T03:59:00.000Z", timeZone: "America/New_York" },
    });
  });

  it("closes when it is due where nothing is taken afterwards", () => {
    const read = readAssignmentForm(aForm({ takesLate: false, closesAt: { day: "", time: "" } }));

    expect(read).toMatchObject({
      rules: { dueAt: "2026-10-20T21:59:00.000Z", closesAt: "2026-10-20T21:59:00.000Z" },
    });
  });

  it("says null for what there shall not be", () => {
    const read = readAssignmentForm(
      aForm({ isLimited: false, coolsDown: false, isLateCharged: false, canvasId: " " }),
    );

    expect(read).toMatchObject({
      rules: { attemptLimit: null, coolDownSeconds: null, latePolicy: null, canvasId: null },
    });
  });

  it.each<[string, Partial<AssignmentForm>]>([
    ["title", { title: "  " }],
    ["timeZone", { timeZone: "Berlin" }],
    ["opensAt", { opensAt: { day: "2026-02-30", time: "08:00" } }],
    ["dueAt", { dueAt: { day: "2026-08-01", time: "08:00" } }],
    ["closesAt", { closesAt: { day: "2026-10-01", time: "08:00" } }],
    ["attemptLimit", { attemptLimit: "0" }],
    ["coolDownSeconds", { coolDown: { amount: "8", unit: "day" } }],
    ["latePolicy.percentPerInterval", { late: { ...form.late, percent: "101" } }],
    ["latePolicy.graceSeconds", { late: { ...form.late, grace: { amount: "x", unit: "day" } } }],
    ["latePolicy.tokens", { late: { ...form.late, tokens: "-1" } }],
    ["canvasId", { canvasId: "12a" }],
    ["moodleMaximum", { moodleMaximum: "101" }],
  ])("names the field %s where it can't be taken", (field, change) => {
    expect(errorsOf(aForm(change))).toEqual([field]);
  });
});

describe("changedRules", () => {
  it("names only what differs", () => {
    const read = readAssignmentForm({ ...form, keep: "last" }, kept);

    expect(read.status === "read" && changedRules(rulesOf(view), read.rules)).toEqual({
      keep: "last",
    });
  });
});

describe("mergedForm", () => {
  it("keeps own changes and takes over everybody else's", () => {
    const mine = { ...form, keep: "last" as const };
    const now = { ...form, title: "Other", hints: "off" as const };

    expect(mergedForm({ base: form, mine, now })).toEqual({
      ...form,
      ...{ keep: "last", title: "Other", hints: "off" },
    });
  });
});

describe("withProposal", () => {
  it("begins with what the lab proposes, and keeps dates and zone", () => {
    const before = { ...emptyForm("Asia/Tokyo"), dueAt: { day: "2026-10-20", time: "12:00" } };

    const proposed = withProposal(before, {
      title: "Tables",
      proposes: { keep: "last", hints: "free", attemptLimit: 3 },
    });

    expect(proposed).toMatchObject({
      ...{ title: "Tables", timeZone: "Asia/Tokyo", dueAt: before.dueAt, keep: "last" },
      ...{ isLimited: true, attemptLimit: "3", coolsDown: false, isLateCharged: false },
      blockedFeedback: "unknownOnly",
    });
  });
});
