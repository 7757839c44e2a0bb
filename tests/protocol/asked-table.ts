import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { LearnerRecord } from "@lab-grader/core/cohorts/learner";
import { LearnerTermsRecord } from "@lab-grader/core/gradebook/learner-terms";
import type { TableOperations } from "@lab-grader/core/storage/memory-table";
import type { Table } from "@lab-grader/core/storage/table";
import type { Context } from "./local-run.ts";

/**
 * Records that no process of the protocol ever writes. Reading them commutes with everything, so
 * it is no point at which schedules differ.
 */
const constantKinds = new Set([
  AssignmentRecord.kind,
  LearnerRecord.kind,
  AccountBindingRecord.kind,
]);

/**
 * The port `Table` of one process: every operation waits until the explorer lets it happen.
 * `unconditional` names operations whose condition is dropped: the protocol broken on purpose.
 */
export function askedTable(
  { ask }: Pick<Context, "ask">,
  {
    constants,
    unconditional,
    hasTerms,
  }: {
    constants: TableOperations;
    unconditional: ReadonlySet<string>;
    /** Somebody decides something for a learner; else there are no terms to read. */
    hasTerms: boolean;
  },
): Table {
  return {
    get: async (record, key) =>
      constantKinds.has(record.kind)
        ? constants.get(record, key)
        : await ask(`read the ${record.kind}`, ({ table }) => table.get(record, key)),

    list: async (record, range) =>
      record.kind === LearnerTermsRecord.kind && !hasTerms
        ? constants.list(record, range)
        : await ask(`list the ${record.kind}s`, ({ table }) => table.list(record, range)),

    put: async (record, value, condition) => {
      const name = `put the ${record.kind}`;
      const kept = unconditional.has(name) ? undefined : condition;
      return await ask(name, ({ table }) => table.put(record, value, kept));
    },

    update: async (record, key, change, condition) => {
      const name = nameOfUpdate(change);
      const kept = unconditional.has(name) ? { all: [] } : condition;
      return await ask(name, ({ table }) => table.update(record, key, change, kept));
    },

    delete: async (record, key, condition) =>
      await ask(`delete the ${record.kind}`, ({ table }) => table.delete(record, key, condition)),

    listDue: async (range) => await ask("list what is due", ({ table }) => table.listDue(range)),
  };
}

/** Which step of the protocol an update is, told from what it changes. */
function nameOfUpdate(change: object): string {
  const values = new Map(Object.entries(change));
  const state: unknown = values.get("state");
  if (state === "grading") return "claim";
  if (state === "queued") return "release the claim";
  if (state === "failed") return "fail";
  if (state === "waiting") return "commit";
  if (state === "canceled") return "cancel";
  if (values.has("effectiveGrade")) return values.has("closedAt") ? "commit" : "replace the grade";
  if (values.has("followUp")) return "clear the follow-up";
  if (values.has("dueAt") && values.get("dueAt") === undefined) return "clear what is due";
  return values.has("sentAgain") ? "mark as sent again" : "move what is due";
}
