import { plural } from "../plural.ts";

const points = (count: string) => (count === "1" ? "1 point" : `${count} points`);

const durations = {
  second: (count: number) => plural(count, "second", "seconds"),
  minute: (count: number) => plural(count, "minute", "minutes"),
  hour: (count: number) => plural(count, "hour", "hours"),
  day: (count: number) => plural(count, "day", "days"),
};

const late = {
  free: "Lateness is shown, and costs nothing.",
  costs: (percent: string, interval: string) =>
    `${percent} % of the stage's maximum for each started ${interval} after the due date.`,
  grace: (duration: string) =>
    `Up to ${duration} late still counts as in time; what is later is reckoned from the due date.`,
  floor: (percent: string) => `Lateness never takes a result below ${percent} % of the maximum.`,
  tokens: (tokens: number, interval: string) =>
    `${plural(tokens, "late token", "late tokens")} may be spent here, each for one started ${interval}.`,
  hour: "hour",
  day: "day",
  example: ({
    late: lateness,
    intervals,
    of,
    left,
  }: Readonly<Record<"late" | "of" | "left", string>> & { readonly intervals: number }) =>
    intervals === 0
      ? `Example: ${lateness} late is in time: ${points(of)} stay ${points(of)}.`
      : `Example: a stage of ${points(of)}, all met, handed in ${lateness} late. That is ${plural(intervals, "started interval", "started intervals")}: ${points(left)} stay.`,
};

export const assignments = {
  title: "Assignments",
  description: "Labs that this cohort does, with their dates and rules.",
  tableLabel: "Assignments of this cohort",
  new: "New assignment",
  emptyTitle: "No lab is given yet",
  empty: "Choose a lab of the library, its dates and its rules; learners see it at once.",
  emptyAssistant: "An instructor of this cohort gives its labs.",
  columns: {
    title: "Assignment",
    state: "State",
    due: "Due",
    closes: "Closes",
    release: "Results",
    points: "Points",
    holds: "On hold",
  },
  states: { before: "not open yet", open: "open", closed: "closed" },
  release: { released: "shown to learners", hidden: "hidden from learners" },
  holds: (count: number) => plural(count, "criterion", "criteria"),
  noHolds: "none",
  rubricOf: (lab: string, version: string) => `Rubric of ${lab} ${version}`,
  points,
  durations,
  units: { second: "seconds", minute: "minutes", hour: "hours", day: "days" },
  late,

  page: {
    gradebook: "Gradebook",
    marking: "Marking",
    analytics: "Analytics",
    regrades: "Regrades",
    rubric: "Rubric",
    edit: "Change dates and rules",
    links: "Pages of this assignment",
    asLearner: "As a learner sees it",
    dates: "Dates",
    rules: "Rules",
    stages: "Stages",
    opensAt: "Opens",
    dueAt: "Due",
    closesAt: "Closes",
    inZone: (moment: string, zone: string) => `${moment} in ${zone}`,
    attempts: "Attempts",
    unlimited: "As many as a learner likes.",
    limited: (limit: number) => `${plural(limit, "attempt", "attempts")} for each stage.`,
    coolDown: (duration: string) =>
      `${duration} between the end of an attempt and the next submission of its stage.`,
    keep: {
      best: "The best attempt counts.",
      last: "The last attempt counts, also where an earlier one was better.",
    },
    late: "Lateness",
    blocked: "When we can't look",
    blockedFeedback: {
      full: "A blocked submission shows what could be judged, and what could not.",
      unknownOnly:
        "A blocked submission shows only what could not be looked at, so that nobody gets feedback without using an attempt.",
    },
    hints: "Hints",
    hintPolicies: {
      off: "None.",
      free: "As many as there are, in their order.",
      one_per_attempt: "One more for each counted attempt.",
    },
    passAt: "Passed",
    passAtWords: (percent: string) => `From ${percent} % of the points that were judged.`,
    variables: "Variables of the lab",
    variableOf: (name: string, value: string) => `${name} = ${value}`,
    exportIds: "Exports",
    canvasId: (id: string) => `Canvas: assignment ${id}`,
    moodleMaximum: (maximum: string) => `Moodle: scaled to ${maximum}`,
    stageColumns: { stage: "Stage", after: "After", points: "Points" },
    stagesLabel: "Stages of this assignment",
    release: "Results",
    releasedTitle: "Learners see their results",
    hiddenTitle: "Results are hidden from learners",
    releasedDetail: "Points show in the gradebook as soon as they are there. Exports have them.",
    hiddenDetail:
      "Learners see no points of this assignment in the gradebook yet, and exports leave them out. Feedback on their submissions stays.",
    doRelease: "Release the results",
    doHide: "Hide the results",
    releaseTitle: "Release the results to all learners?",
    releaseAsk:
      "Every learner sees their points of this assignment at once. You can hide them again; who has looked has looked.",
    hideTitle: "Hide the results from all learners?",
    hideAsk:
      "The points disappear from the learners' gradebook and from exports until you release them.",
    released: "The results are released.",
    hidden: "The results are hidden.",
    idLine: (assignmentId: string, version: number) => `${assignmentId}, version ${version}`,
    learnerTitle: "This page is for the staff of the cohort",
    learner: "What you may see of this assignment is on its lab page.",
    toLab: "To the lab page",
  },

  holdsPart: {
    title: "Criteria on hold",
    description:
      "A criterion on hold counts in neither direction: for one that judges wrongly, until it is mended. Grades that are there follow.",
    none: "Nothing is on hold.",
    label: "Criteria on hold",
    columns: { criterion: "Criterion", reason: "Reason", since: "Since", action: "Action" },
    put: "Put a criterion on hold",
    putTitle: "Put a criterion on hold",
    putConfirm: "Put on hold",
    release: "Let it count again",
    releaseOf: (criterion: string) => `Let it count again: ${criterion}`,
    releaseTitle: (criterion: string) => `Let ${criterion} count again?`,
    releaseDetail: "It counts as it was judged. Grades that are there follow, as a job.",
    criterion: "Criterion",
    chooseCriterion: "Choose a criterion",
    criterionMissing: "Choose the criterion.",
    reason: "Reason",
    reasonHint: "Kept with every grade, and shown to learners.",
    reasonMissing: "Say why in 1 to 500 characters.",
    reasonOptional: "Reason – optional",
    since: "Give attempts back",
    sinceNone: "No attempt comes back",
    sinceFrom: "Attempts that were spent on it since a time come back",
    sinceLabel: "Since",
    hiddenMark: "not shown to learners",
    points: (count: string) => points(count),
  },

  durationAmount: (label: string) => `${label}: how much`,
  durationUnit: "unit",

  problems: {
    lab: "Choose a lab and one of its versions.",
    timeZone: "Choose a time zone, such as Europe/Berlin or UTC.",
    title: "Needs 1 to 100 characters.",
    dueBeforeOpen: "It has to be due after it opens.",
    closesBeforeDue: "It can't close before it is due.",
    attemptLimit: "A whole number from 1 to 1,000.",
    coolDown: "More than nothing, at most 7 days.",
    percent: "Per cent from 0 to 100, with at most 2 decimals.",
    interval: "From 1 minute to 366 days.",
    grace: "At most 366 days.",
    tokens: "A whole number from 0 to 100.",
    canvasId: "The number of an assignment in Canvas: digits only.",
    moodleMaximum: "A number above 0, at most 100.",
  },
};
