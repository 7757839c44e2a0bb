import type { Client } from "@lab-grader/core/client";
import {
  auditCohort,
  type LearnerAuditView,
  listSeals,
  type SealView,
} from "@lab-grader/core/contracts/endpoints/audit";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { counted } from "../feedback/figures.ts";
import { connect, Login } from "../service/connect.ts";
import { findCohort } from "../service/find-cohort.ts";

const problemTexts: Readonly<Record<LearnerAuditView["problems"][number]["code"], string>> = {
  "grade.missing": "a grade of the chain is not there",
  "grade.altered": "a grade does not have the hash that the next one kept of it",
  "grade.repeated": "the chain of grades leads back to itself",
  "submission.differs": "the submission does not say what its effective grade says",
  "evidence.altered": "the evidence is not the one that was graded",
  "terms.altered": "a decision does not have the hash that the next one kept of it",
  "terms.missing": "a decision of the chain is not there",
  "cell.differs": "the gradebook does not say what follows from the grades",
  "seal.differs": "what was effective at the time of the seal is another thing now",
};

/** Walks every chain of a cohort and compares it with the seals. */
export const auditVerifyCommand = defineCommand({
  name: "audit verify",
  summary: "check that no grade of a cohort was altered behind its back",
  example: "labgrader audit verify demo --seal 4f1c… --as instructor-01",
  arguments: [{ name: "[cohort]", description: "name or id; needed where you have several" }],
  flags: [
    { flags: "--seal <hash>", description: "a seal's hash, or its beginning, from an export" },
    { flags: "--as <login>", description: "who you are; local system only" },
  ],
  input: z.strictObject({
    cohort: z.string().min(1).max(100).optional(),
    seal: z
      .string()
      .regex(/^[0-9a-f]{16,64}$/, "16 to 64 hexadecimal digits, as an export carries them")
      .optional(),
    as: Login.optional(),
  }),
  run: async ({ cohort: wanted, seal: known, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { cohortId, name } = await findCohort(client, wanted);
    const seals = await allSeals(client, cohortId);
    const { learners, changedAssignments } = await allLearners(client, cohortId, (done) =>
      terminal.note(`${counted(done, "learner")} checked`),
    );

    const broken = learners.filter(({ problems }) => problems.length > 0);
    const isKnown = known === undefined || seals.seals.some(({ hash }) => hash.startsWith(known));
    const isWhole = broken.length === 0 && seals.problems.length === 0 && isKnown;
    const grades = learners.reduce((sum, each) => sum + each.grades, 0);
    terminal.print({
      text: () =>
        [
          ...broken.flatMap(({ login, problems }) =>
            problems.map(
              ({ code, at }) =>
                `${terminal.marks.outcome.not_met} ${login}: ${problemTexts[code]} (${at})`,
            ),
          ),
          ...seals.problems.map(({ number, code }) =>
            code === "seal.altered"
              ? `${terminal.marks.outcome.not_met} seal ${number} was altered`
              : `${terminal.marks.outcome.not_met} seal ${number} is missing`,
          ),
          ...(isKnown
            ? []
            : [
                `${terminal.marks.outcome.not_met} no seal of ${name} has a hash that begins with ${known}`,
              ]),
          `${counted(learners.length, "learner")}, ${counted(grades, "grade")}, ${counted(seals.seals.length, "seal")}: ${isWhole ? "every chain is whole" : "not everything is as it was"}.`,
          ...headLines(seals.seals.at(-1)),
          ...changedAssignments.map(
            (id) => `Since then the rules of ${id} were changed; labgrader assignment show ${id}`,
          ),
        ].join("\n"),
      json: () => ({ cohortId, isWhole, ...seals, changedAssignments, learners }),
    });
    return isWhole ? exitCodes.ok : exitCodes.notPassed;
  },
});

function headLines(seal: SealView | undefined): readonly string[] {
  if (seal === undefined)
    return ["Nothing is sealed yet: chains alone can't show what was exchanged as a whole."];
  return [`Newest seal: number ${seal.number}, up to ${seal.upTo}, ${seal.hash}`];
}

async function allSeals(client: Client, cohortId: string) {
  const seals: SealView[] = [];
  const problems: { number: number; code: "seal.altered" | "seal.missing" }[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.call(listSeals, { params: { cohortId }, query: { cursor } });
    seals.push(...page.seals);
    problems.push(...page.problems);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return { seals, problems };
}

async function allLearners(client: Client, cohortId: string, onProgress: (done: number) => void) {
  const learners: LearnerAuditView[] = [];
  let changedAssignments: readonly string[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.call(auditCohort, { params: { cohortId }, query: { cursor } });
    learners.push(...page.learners);
    changedAssignments = page.changedAssignments;
    cursor = page.cursor;
    if (cursor !== undefined) onProgress(learners.length);
  } while (cursor !== undefined);
  return { learners, changedAssignments };
}
