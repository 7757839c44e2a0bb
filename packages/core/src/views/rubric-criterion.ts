import { getCheck } from "../checks/find-check.ts";
import { type BoundCriterion, usesOf } from "../lab/bind-stage.ts";
import { expectedOf } from "../lab/checklist.ts";
import type { Criterion, Lab } from "../lab/lab.ts";
import { restatedOf } from "../lab/restated.ts";
import { permissionsOf } from "../policy/derive-policy.ts";
import type { AskedFact } from "./asked-fact.ts";
import type { RubricCriterion } from "./lab-rubric.ts";

/** One criterion with all that its author wrote, and what it asks of AWS. */
export function rubricCriterion(
  lab: Lab,
  of: {
    readonly stage: string;
    readonly bound: BoundCriterion;
    /** Of the whole stage. */
    readonly facts: readonly AskedFact[];
  },
): RubricCriterion {
  const { stage, bound, facts } = of;
  const { criterion } = bound;
  const common = commonOf(lab, stage, criterion);
  switch (criterion.kind) {
    case "check": {
      const { check, where, expect, isAllOrNothing } = criterion;
      const { summary, read } = getCheck(check);
      return {
        ...common,
        kind: "check",
        ...{ check, summary, read, where, isAllOrNothing, expected: expectedOf(bound) },
        ...(expect === undefined ? {} : { expect }),
        operations: operationsOf(criterion.id, facts),
        permissions: permissionsOfCriterion(bound),
      };
    }
    case "question": {
      const { question, choices, answer, tolerance, because } = criterion.source;
      return {
        ...common,
        ...{ kind: "question", question },
        ...(choices && {
          choices: choices.map(({ text, correct = false, because: why }) => ({
            ...{ text, isCorrect: correct },
            ...(why === undefined ? {} : { because: why }),
          })),
        }),
        ...(answer === undefined ? {} : { answer }),
        ...(tolerance === undefined ? {} : { tolerance }),
        ...(because === undefined ? {} : { because }),
      };
    }
    case "written": {
      const { written, levels, untilMarked } = criterion.source;
      return { ...common, kind: "written", written, levels, untilMarked };
    }
    case "compare": {
      const { with: earlier, aspects } = criterion;
      return {
        ...common,
        ...{ kind: "compare", with: earlier, aspects: [...aspects], expected: expectedOf(bound) },
      };
    }
    default:
      return criterion satisfies never;
  }
}

function commonOf(lab: Lab, stage: string, criterion: Criterion) {
  const { id, title, points, isHidden, aspect, requires, why, hints, feedback } = criterion;
  const restated = restatedOf(lab, stage, criterion);
  return {
    ...{ criterion: id, title, points, isHidden, isGate: lab.gate?.id === id },
    ...(aspect === undefined ? {} : { aspect }),
    requires: [...requires],
    ...(restated === undefined ? {} : { restated }),
    ...(why === undefined ? {} : { why }),
    hints: [...hints],
    feedback: { ...feedback },
  };
}

function operationsOf(criterionId: string, facts: readonly AskedFact[]): string[] {
  const own = facts.filter(({ criteria }) => criteria.includes(criterionId));
  return [...new Set(own.flatMap(({ operations }) => operations))];
}

function permissionsOfCriterion(bound: BoundCriterion) {
  if (bound.kind !== "check") return [];
  const asked = usesOf(bound).filter((use) => use.stage === undefined);
  return permissionsOf(asked).map(({ action, resource, condition }) => ({
    ...{ action, resource },
    ...(condition && { condition: copied(condition) }),
  }));
}

function copied(condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>) {
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, [...values]])),
    ]),
  );
}
