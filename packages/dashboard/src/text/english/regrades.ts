import { plural } from "../plural.ts";
import { regradePlan } from "./regrade-plan.ts";

const submissions = (count: number) => plural(count, "submission", "submissions");

/** Earlier regrades, and planning a new one. */
export const regrades = {
  plan: regradePlan,
  title: "Regrades",
  description:
    "A regrade has two steps: a plan that shows what every grade would become and changes nothing, and its application.",
  earlier: "Earlier regrades",
  started: "Started",
  what: "What",
  state: "State",
  reason: "Reason",
  by: "By",
  planOf: (changed: number, of: number) => `Plan: ${changed} of ${submissions(of)} would change`,
  applicationOf: (applied: number) => `Application: ${plural(applied, "grade", "grades")} written`,
  planOrApplication: "Plan or application",
  open: (at: string) => `Open the regrade of ${at}`,
  noneTitle: "Nothing was regraded here",
  none: "Plan a regrade when a criterion judged wrongly, or when the lab has a newer version.",
  further: "Look further back",
  newTitle: "Plan a regrade",
  newMeans: "A plan changes no grade. It may take some minutes for a large class.",
  lab: "By which version of the lab",
  labs: {
    newest: "The newest published version",
    newestMeans: "What is mended in the lab reaches past submissions.",
    same: "Each by the version that it was graded with",
    sameMeans: "Only what the grader itself does otherwise today would change.",
    version: (version: string) => `Version ${version}`,
    current: "The assignment gives this one now.",
    dev: "Published to try it out.",
    published: (by: string, at: string) => `Published by ${by}, ${at}.`,
  },
  labsOlder: "Published versions",
  which: "Which submissions",
  whiches: {
    counted: "Those that used an attempt",
    effective: "The attempts that the gradebook shows",
    all: "All that have a grade",
    listed: "Only those that I name",
  },
  whichMeans: {
    counted: "All attempts of each learner: which of them counts may change with it.",
    effective: "One attempt per learner and stage.",
    all: "Also those that used no attempt, such as behind a red gate.",
    listed: "By their ids, at most 500.",
  },
  ids: "Ids of submissions",
  idsMeans: "One in a line: sub_…",
  idsMissing: "Name at least one submission.",
  idsUnreadable: (id: string) => `${id} is no id of a submission: they begin with sub_.`,
  idsTooMany: (count: number, most: number) => `${count} are named; at most ${most} are taken.`,
  stage: "Stage",
  allStages: "All stages",
  source: "Evidence",
  sources: {
    stored: "What is stored",
    recollect: "Collected again",
  },
  sourceMeans: {
    stored:
      "What the accounts were when the submissions were graded: it doesn't matter what learners did since.",
    recollect:
      "Looks into the accounts as they are now. Not where a later stage is graded, the account's registration has ended, or the learner signed the calls.",
  },
  options: "What must not change",
  neverLower: "Nobody gets fewer points",
  neverLowerMeans: "A grade that would be worse stays as it is.",
  keepOverrides: "Overrides stay",
  keepOverridesMeans: "Points that a person has set are carried over.",
  keepMarks: "Marks stay",
  keepMarksMeans: "Marked texts keep their mark.",
  why: "Reason",
  whyMeans: "Optional; kept with the plan.",
  send: "Plan it",
};
