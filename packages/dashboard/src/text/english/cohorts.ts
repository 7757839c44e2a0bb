import { plural } from "../plural.ts";

/** Pages of a cohort: their names in its navigation and above them. */
const pages = {
  overview: "Overview",
  gradebook: "Gradebook",
  learners: "Learners",
  roster: "Roster import",
  assignments: "Assignments",
  inquiries: "Questions",
  export: "Export",
  audit: "Audit",
  jobs: "Jobs",
  settings: "Settings",
};

export const cohorts = {
  title: "Cohorts",
  pages,
  navigation: (name: string) => `Pages of ${name}`,

  runs: "Runs",
  fromTo: (from: string, to: string) => `${from} to ${to}`,
  learners: "Learners",
  lateTokens: "Late tokens for each learner",
  joinLink: "Join link",
  joinLinkUntil: (until: string, uses: number, most: number) =>
    `open until ${until}, ${uses} of ${most} used`,
  staff: "Staff",

  needs: "What needs somebody",
  needsTable: "What waits for a person in this cohort",
  needsWhat: "What",
  needsHow: "How much",
  needsGo: "Where",
  nothingTitle: "Nothing waits for you",
  nothing:
    "No open questions, nothing to mark, nothing blocked or given up. What comes is listed here.",
  reading: (learners: number) =>
    `${plural(learners, "learner", "learners")} read so far; the numbers still grow.`,
  partTitle: "Some learners could not be read: the numbers are of the others.",
  inquiries: "Questions about verdicts",
  inquiriesCount: (count: number, isMore: boolean) =>
    isMore ? `${count} or more open` : `${count} open`,
  toInquiries: "Answer them",
  needsReview: "To be looked at by a person",
  toMarking: "Mark",
  resultsCount: (count: number) => plural(count, "result", "results"),
  blocked: "Blocked: the account did not let us look",
  systemFailure: "Not finished by our side",
  onHold: "On hold: a criterion counts in neither direction",
  deadLetters: "Given up by the queues today",
  deadLettersCount: (count: number) => plural(count, "message", "messages"),
  toOperations: "Look and redrive",
  dropOuts: "Handed in nothing of all that was due",
  stopped: (assignment: string) => `Did earlier work, and handed in nothing of ${assignment}`,
  learnersCount: (count: number) => plural(count, "learner", "learners"),
  toGradebook: "Gradebook",

  assignments: "Assignments",
  assignmentsTable: "How the assignments of this cohort stand",
  assignment: "Assignment",
  due: "Due",
  withPoints: "With points",
  ofAll: (count: number, all: number) => `${count} of ${all}`,
  passed: "Passed",
  toReview: "To review",
  markIn: (count: number) => `Mark ${count.toLocaleString("en")}`,
  noAssignmentsTitle: "There are no assignments yet",
  noAssignments: "Give a lab to this cohort; its learners see it at once.",
  giveLab: "Give a lab",
  noLearnersTitle: "Nobody is enrolled yet",
  noLearners: "Import a roster, enrol people one by one, or hand out a join code.",
  importRoster: "Import a roster",
  makeJoinLink: "Make a join code",
};
