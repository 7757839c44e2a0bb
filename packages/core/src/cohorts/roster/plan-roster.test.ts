import { describe, expect, it } from "vitest";
import { anEnrolment } from "../../testing.ts";
import { planRoster, withEntry } from "./plan-roster.ts";

const anEntry = (login: string, values: object = {}) => ({ login, externalIds: {}, ...values });
const kept = anEnrolment({ login: "kept", section: "A", externalIds: { canvasId: "1" } });
const dropped = anEnrolment({ login: "dropped", learnerId: "lrn_000000000002", state: "dropped" });
const absent = anEnrolment({ login: "absent", learnerId: "lrn_000000000003" });

describe("planRoster", () => {
  it("tells who comes, comes back, changes, stays and is missing", () => {
    const plan = planRoster(
      [anEntry("new"), anEntry("dropped"), anEntry("kept", { section: "B" })],
      [kept, dropped, absent],
    );

    expect(plan.enrol.map(({ login }) => login)).toEqual(["new"]);
    expect(plan.reEnrol.map(({ entry }) => entry.login)).toEqual(["dropped"]);
    expect(plan.update.map(({ entry }) => entry.login)).toEqual(["kept"]);
    expect(plan.unchanged).toEqual([]);
    expect(plan.missing).toEqual([absent]);
  });

  it("finds nothing to do once a roster is applied, and keeps what it does not say", () => {
    const entry = anEntry("kept", { section: "B", externalIds: { sisUserId: "s" } });

    const after = withEntry(kept, entry);

    expect(after).toEqual({
      ...kept,
      section: "B",
      externalIds: { canvasId: "1", sisUserId: "s" },
    });
    expect(planRoster([entry], [after])).toMatchObject({ update: [], unchanged: [{ entry }] });
    expect(planRoster([anEntry("kept")], [kept])).toMatchObject({ update: [] });
  });

  it("does not count somebody as missing who is dropped already", () => {
    expect(planRoster([], [dropped]).missing).toEqual([]);
  });
});
