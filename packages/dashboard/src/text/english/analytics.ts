import { plural } from "../plural.ts";

const learners = (count: number) => plural(count, "learner", "learners");

export const analytics = {
  title: "Analytics",
  description:
    "How the class fared, from the counted attempts: what was hard, and what somebody should look at. What is on hold is left out.",
  readAgain: "Read again",
  asOf: "As of",
  reading: (count: number) => `Adding up: ${learners(count)} so far …`,
  haltedTitle: (count: number) => `What follows is only of the first ${learners(count)}`,
  emptyTitle: "Nobody has handed anything in yet",
  empty: (count: number) =>
    count === 0
      ? "No learner is enrolled in this cohort."
      : `${learners(count)} ${count === 1 ? "is" : "are"} enrolled. Numbers appear with the first submission.`,
  fewTitle: (count: number) => `Only ${learners(count)} with a counted attempt`,
  few: "With so few, one learner moves every share a long way. Read the counts, not the percentages.",
  stagesLabel: "Stages",
  stageEmptyTitle: "Nobody has handed in this stage yet",
  stageEmpty: "Numbers appear with the first submission.",
  stageUncounted: "No attempt counts yet",
  stageUncountedDetail:
    "Something was handed in, but nothing of it counts: the first criterion was not met, we could not look, or it is on its way.",

  numbers: {
    title: "The class in numbers",
    submitted: "Handed in",
    attempted: "With a counted attempt",
    passed: "Passed",
    first: "Passed at the first attempt",
    half: "Half of those who passed needed",
    learnersOf: (count: number, of: number) => `${count.toLocaleString("en")} of ${learners(of)}`,
    share: (percent: string) => `(${percent} %)`,
    atMost: (time: string) => `${time}, from the opening`,
    more: "more than 2 weeks",
  },
  times: {
    hours: (hours: number) => `at most ${plural(hours, "hour", "hours")}`,
    days: (days: number) => `at most ${plural(days, "day", "days")}`,
  },

  scores: {
    title: "Best score",
    description: "Of each learner's best attempt, in per cent of the stage's points.",
    x: "Score in per cent of the points",
    range: (from: number, to: number) => `${from}–${to}`,
    all: "100",
  },
  attempts: {
    title: "Attempts until passed",
    description: "Counted attempts that learners who passed needed.",
    x: "Attempts",
    more: (from: number) => `${from} or more`,
  },
  hours: {
    title: "Time until passed",
    description: "From the assignment's opening to the attempt that passed.",
    x: "Time, at most",
    hours: (hours: number) => `${hours} h`,
    days: (days: number) => `${days} d`,
    more: "longer",
  },
  learners: "Learners",
  nobodyPassed: "Nobody has passed yet.",

  criteria: {
    title: "Criteria",
    description:
      "Every counted attempt is judged once, so a learner with three attempts is in here three times.",
    tableLabel: (stage: string) => `Criteria of ${stage}`,
    columns: {
      criterion: "Criterion",
      outcomes: "Outcomes",
      met: "Met",
      stumbles: "First stumble of",
      unknown: "Could not look",
      reasons: "Most frequent reasons",
    },
    outcome: {
      met: (count: number) => `${count} met`,
      partly: (count: number) => `${count} partly`,
      notMet: (count: number) => `${count} not met`,
      unknown: (count: number) => `${count} could not look`,
    },
    metOf: (met: number, judged: number) => `${met} of ${judged}`,
    percent: (percent: string) => `${percent} %`,
    reason: (reason: string, count: number) => `${reason} (${count}×)`,
    moreReasons: (count: number) => `and ${plural(count, "other", "others")}`,
    notJudged: "never judged",
    toRubric: "Rubric",
  },
  stumbles: {
    title: "What learners first stumbled on",
    description:
      "The first criterion, in the lab's order, that was not or partly met in a learner's first counted attempt.",
    none: "Nobody: every first attempt had everything.",
    learners,
    count: (count: number, of: number) => `${count} of ${learners(of)}`,
  },

  suspicious: {
    title: "Look at these criteria: the rubric may be wrong",
    none: "No criterion looks wrong.",
    whys: {
      verdict_flips: "Verdicts differ on the same work",
      often_unknown: "Often can't be judged",
      pass_rate_fell: "Met far less often than before",
    },
  },
  integrity: {
    title: "Signals for a conversation",
    description: "None of them is a verdict, and none changes a grade.",
    none: "No signals.",
    kinds: {
      same_account: "Handed in from one AWS account",
      same_evidence: "The same evidence, answer by answer",
      same_text: "The same text in a written part",
      resource_older_than_lab: "A table from before the assignment opened",
    },
    table: (name: string) => `Table ${name}, made on`,
  },
};
