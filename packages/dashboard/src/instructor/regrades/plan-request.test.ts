import { RegradePlanRequest } from "@lab-grader/core/contracts/endpoints/regrades";
import { usualOptions } from "@lab-grader/core/regrade/regrade-input";
import { describe, expect, it } from "vitest";
import { type PlanChoices, planRequest } from "./plan-request.ts";

const choices: PlanChoices = {
  ...{ lab: "newest", which: "counted", stage: "", ids: "", source: "stored", reason: " " },
  options: usualOptions,
};
const id = (number: number) =>
  `sub_000000000001.000000000002.build.${String(number).padStart(4, "0")}`;

describe("planRequest", () => {
  it("leaves out what was not chosen", () => {
    expect(planRequest(choices)).toEqual({
      body: {
        lab: "newest",
        source: "stored",
        options: usualOptions,
        select: { which: "counted" },
      },
    });
  });

  it("names a stage and a reason where they were chosen", () => {
    const request = planRequest({ ...choices, stage: "build", reason: " the tag " });

    expect(request).toMatchObject({
      body: { reason: "the tag", select: { which: "counted", stage: "build" } },
    });
  });

  it("takes pasted ids once each, whatever stands between them", () => {
    const request = planRequest({
      ...choices,
      ...{ which: "listed", stage: "build", ids: `${id(1)}, ${id(2)}\n\n${id(1)};` },
    });

    expect(request).toMatchObject({
      body: { select: { which: "listed", submissions: [id(1), id(2)] } },
    });
    expect("body" in request && RegradePlanRequest.safeParse(request.body).success).toBe(true);
  });

  it("says which id can't be one, that there is none, or that there are too many", () => {
    const problemOf = (ids: string) => planRequest({ ...choices, which: "listed", ids });
    const many = Array.from({ length: 501 }, (_, at) => id(at + 1)).join("\n");

    expect(problemOf(`${id(1)} job_1`)).toEqual({ idsProblem: expect.stringContaining("job_1") });
    expect(problemOf(" \n ")).toEqual({ idsProblem: expect.stringContaining("at least one") });
    expect(problemOf(many)).toEqual({ idsProblem: expect.stringContaining("501") });
  });
});
