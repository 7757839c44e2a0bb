import { JsonObject } from "@lab-grader/core/json";
import type { Criterion, Lab } from "@lab-grader/core/lab/lab";
import { AssignmentLab } from "@lab-grader/core/views/assignment-lab";
import { assignmentLabView } from "@lab-grader/core/views/view-assignment-lab";
import { describe, expect, it } from "vitest";
import { allLabs } from "./all-labs.ts";

const assignment = { assignmentId: "asg_000000000001" };
const values = {
  learner: { login: "learner-01", accountId: "111111111111" },
  graderAccountId: "222222222222",
};
const viewOf = (lab: Lab) => assignmentLabView(lab, { assignment, values, sheet: "# Read me" });

/** What only an author writes down: hints, feedback, reasons why, what a choice is wrong for. */
function secretsOf(criterion: Criterion): readonly string[] {
  const { why, hints, feedback } = criterion;
  const source = criterion.kind === "question" ? criterion.source : undefined;
  const because = [source?.because, ...(source?.choices ?? []).map((choice) => choice.because)];
  return [why, ...hints, ...Object.values(feedback), ...because].flatMap((text) => text ?? []);
}

/** Every name of a member, wherever it is. Parameters of facts have names of their own. */
function membersIn(value: unknown): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...membersIn(item)]));
  if (typeof value !== "object" || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([name, member]) => [
      name,
      ...(name === "params" ? [] : membersIn(member)),
    ]),
  );
}

/** The lab with one criterion hidden, wherever stages take it over. */
function withHidden(lab: Lab, id: string): Lab {
  return {
    ...lab,
    ...(lab.gate?.id === id ? { gate: { ...lab.gate, isHidden: true } } : {}),
    stages: lab.stages.map((stage) => ({
      ...stage,
      criteria: stage.criteria.map((one) => (one.id === id ? { ...one, isHidden: true } : one)),
    })),
  };
}

const labs = (await allLabs()).map(({ lab }) => [lab.id, lab] as const);

describe.each(labs)("%s as its learners read it", (_, lab) => {
  const criteria = lab.stages.flatMap((stage) => stage.criteria);

  it("tells every stage, criterion and question that is not hidden, and what is asked of AWS", () => {
    const view = AssignmentLab.parse(viewOf(lab));

    const told = view.stages.flatMap(({ stage, criteria: shown }) =>
      shown.filter(({ points }) => points > 0).map(({ criterion }) => `${stage}.${criterion}`),
    );
    expect(told).toEqual(criteria.filter(({ isHidden }) => !isHidden).map(({ name }) => name));
    expect(view.stages.every(({ asks }) => asks.length > 0)).toBe(true);
    expect(view.regions.toSorted()).toEqual([...lab.regions].toSorted());
    expect(view.sheet).toBe("# Read me");
  });

  it("holds no key, no hint, no feedback and no reason", () => {
    const view = viewOf(lab);

    const text = JSON.stringify(view);
    for (const secret of criteria.flatMap(secretsOf)) {
      expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
    const members = membersIn(view);
    for (const name of ["correct", "isCorrect", "because", "tolerance", "why", "hints", "feedback"])
      expect(members).not.toContain(name);
    for (const { questions } of view.stages)
      for (const { answer } of questions)
        expect(["kind", "choices", "several", "levels"]).toEqual(
          expect.arrayContaining(Object.keys(answer)),
        );
  });

  it("says nothing of a criterion once it is hidden, nor of what is asked for it alone", () => {
    const checks = criteria.filter(({ kind }) => kind === "check" || kind === "compare");
    for (const { id, title } of checks) {
      const view = viewOf(withHidden(lab, id));

      const shown = view.stages.flatMap((stage) => stage.criteria);
      expect(shown.map(({ criterion }) => criterion)).not.toContain(id);
      expect(shown.flatMap(({ requires = [] }) => requires)).not.toContain(id);
      expect(JSON.stringify(view)).not.toContain(JSON.stringify(title));
      const asks = view.stages.flatMap((stage) => stage.asks);
      expect(asks.flatMap((ask) => ask.criteria)).not.toContain(id);
      expect(asks.filter((ask) => ask.criteria.length === 0)).toEqual([]);
    }
  });

  it("tells only titles and points before it opens", () => {
    const opensAt = "2026-04-01T00:00:00.000Z";

    const view = assignmentLabView(lab, { assignment, values, sheet: "# Read me", opensAt });

    expect(view).toMatchObject({ opensAt, title: lab.title, regions: [] });
    expect(view.sheet).toBeUndefined();
    for (const { criteria: shown, questions, asks } of view.stages)
      expect([shown, questions, asks]).toEqual([[], [], []]);
  });
});

it("names the stage that a criterion is taken over from", () => {
  const lab = labs.find(([id]) => id === "dynamodb-introduction")?.[1];
  const [, broken, mended] = lab ? viewOf(lab).stages : [];

  expect(JsonObject.parse(Object.fromEntries((broken?.criteria ?? []).map(restatedOf)))).toEqual({
    table: { stage: "build", as: "again" },
    capacity: { stage: "build", as: "fails" },
    "packing-desk": { stage: "build", as: "fails" },
    recoverable: { stage: "build", as: "fails" },
    private: { stage: "build", as: "fails" },
  });
  expect(mended?.criteria.find(({ criterion }) => criterion === "restored")?.restated).toBe(
    undefined,
  );
});

function restatedOf({ criterion, restated }: AssignmentLab["stages"][number]["criteria"][number]) {
  return [criterion, restated ?? null] as const;
}
