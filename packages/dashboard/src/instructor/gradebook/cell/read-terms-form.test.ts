import { describe, expect, it } from "vitest";
import { readTermsForm, type TermsForm } from "./read-terms-form.ts";

const rules = { dueAt: "2026-09-01T21:59:00.000Z", zone: "Europe/Zurich" };

function aForm(values: Partial<TermsForm> = {}): TermsForm {
  return {
    ...{ isExtended: true, due: { day: "2026-09-08", time: "23:59" } },
    ...{ hasCloses: false, closes: { day: "2026-09-10", time: "12:00" } },
    ...{ isExcused: false, extraAttempts: "0" },
    ...values,
  };
}

describe("readTermsForm", () => {
  it("reads times in the assignment's zone", () => {
    const read = readTermsForm(aForm({ hasCloses: true, extraAttempts: " 2 " }), rules);

    expect(read).toEqual({
      status: "read",
      decision: {
        extension: { dueAt: "2026-09-08T21:59:00.000Z", closesAt: "2026-09-10T10:00:00.000Z" },
        isExcused: false,
        extraAttempts: 2,
      },
    });
  });

  it("takes the extension back where it is not ticked, whatever its fields say", () => {
    const read = readTermsForm(
      aForm({ isExtended: false, due: { day: "nonsense", time: "" } }),
      rules,
    );

    expect(read).toEqual({ status: "read", decision: { isExcused: false, extraAttempts: 0 } });
  });

  it.each([
    ["due", { due: { day: "2026-09-01", time: "23:59" } }],
    ["due", { due: { day: "2026-09-31", time: "23:59" } }],
    ["closes", { hasCloses: true, closes: { day: "2026-09-02", time: "00:00" } }],
    ["extraAttempts", { extraAttempts: "101" }],
    ["extraAttempts", { extraAttempts: "-1" }],
  ])("says what is wrong with %s: %j", (field, values) => {
    const read = readTermsForm(aForm(values), rules);

    expect(read.status === "refused" && Object.keys(read.errors)).toEqual([field]);
  });
});
