import type { Enrolment } from "@lab-grader/core/cohorts/enrolment";
import { describe, expect, it } from "vitest";
import { chosenLearners, readSort, sectionsOf, withoutSection } from "./chosen-learners.ts";

function anEnrolment(login: string, more: Partial<Enrolment> = {}): Enrolment {
  return {
    ...{ cohortId: "coh_000000000001", learnerId: `lrn_${login}`, login, version: 1 },
    ...{ state: "enrolled", externalIds: {}, enrolledAt: "2026-09-01T08:00:00.000Z" },
    ...more,
  };
}

const learners = [
  anEnrolment("learner-10", { section: "B", name: { full: "Anna Ä" } }),
  anEnrolment("learner-2", { section: "A", email: "two@example.org" }),
  anEnrolment("learner-3", { state: "dropped", droppedAt: "2026-10-01T08:00:00.000Z" }),
];
const all = { search: "", section: "", state: "", sort: "" };
const loginsOf = (choice: Partial<typeof all>) =>
  chosenLearners(learners, { ...all, ...choice }).map(({ login }) => login);

describe("chosenLearners", () => {
  it("orders logins as people count", () => {
    expect(loginsOf({})).toEqual(["learner-2", "learner-3", "learner-10"]);
  });

  it("finds by login, name and e-mail, whatever the letter case", () => {
    expect(loginsOf({ search: "ANNA" })).toEqual(["learner-10"]);
    expect(loginsOf({ search: " two@" })).toEqual(["learner-2"]);
    expect(loginsOf({ search: "er-3" })).toEqual(["learner-3"]);
  });

  it("chooses by section and state", () => {
    expect(loginsOf({ section: "B" })).toEqual(["learner-10"]);
    expect(loginsOf({ section: withoutSection })).toEqual(["learner-3"]);
    expect(loginsOf({ state: "dropped" })).toEqual(["learner-3"]);
  });

  it("orders the other way round where that is asked for", () => {
    expect(loginsOf({ sort: "-since" })).toEqual(["learner-3", "learner-10", "learner-2"]);
  });
});

describe("readSort", () => {
  it("takes the login where the address names no column", () => {
    expect(readSort("toString")).toEqual({ key: "login", isDescending: false });
  });
});

describe("sectionsOf", () => {
  it("names each section once", () => {
    expect(sectionsOf(learners)).toEqual(["A", "B"]);
  });
});
