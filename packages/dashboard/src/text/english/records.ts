import { plural } from "../plural.ts";

export const jobs = {
  title: "Jobs",
  description:
    "Work that goes on in the background, newest first: you can leave the page, it goes on.",
  tableLabel: "Jobs of this cohort",
  emptyTitle: "Nothing has run in the background yet",
  empty:
    "Changed rules, holds, regrades and seals appear here with how far they are and what they came to.",
  columns: {
    kind: "What",
    state: "State",
    about: "About",
    started: "Started",
    ended: "Ended",
    action: "Action",
  },
  kinds: {
    verify: "Look into a sandbox account",
    refold: "Bring changed rules to the gradebook",
    regrade: "Regrade",
    hold: "Bring a hold to the grades",
    seal: "Seal the results",
  },
  states: {
    queued: "waiting to begin",
    running: "at work",
    done: "done",
    failed: "ended with a fault",
    canceled: "canceled",
  },
  planning: "finding out what there is to do",
  parts: (done: number, of: number) => `${done} of ${plural(of, "part", "parts")}`,
  progressLabel: (kind: string) => `Progress: ${kind}`,
  by: (login: string) => `by ${login}`,
  reason: (reason: string) => `Reason: ${reason}`,
  cancel: "Cancel",
  cancelOf: (kind: string, at: string) => `Cancel: ${kind}, started ${at}`,
  cancelTitle: "Cancel this job?",
  cancelConfirm: "Cancel the job",
  cancelDetail:
    "Nothing new is begun. What is done stays done; starting the same again finishes the rest.",
  keep: "Let it go on",
  canceled: "The job is canceled.",
  hidden: "You can leave this page: it goes on without you.",
  assignment: "assignment",
  learner: "learner",
  regrade: "the regrade",
  cohortWhole: "the whole cohort",
  result: {
    cells: (changed: number, learners: number) =>
      changed === 0
        ? `${plural(learners, "learner", "learners")} looked at; nothing had to change.`
        : `${plural(learners, "learner", "learners")} looked at; ${plural(changed, "result has", "results have")} changed.`,
    grades: (changed: number, learners: number) =>
      changed === 0
        ? `${plural(learners, "learner", "learners")} looked at; no grade had to change.`
        : `${plural(learners, "learner", "learners")} looked at; ${plural(changed, "new grade", "new grades")}.`,
    sealed: (number: number, grades: number, learners: number) =>
      `Seal ${number}: ${plural(grades, "grade", "grades")} of ${plural(learners, "learner", "learners")}.`,
    verified: "The account let us look.",
    notVerified: "The account did not let us look; the learner was told what to do.",
    regraded: "The plan is there to be read.",
  },
};

export const exports = {
  title: "Export",
  description:
    "The released results as a file for Canvas, Moodle or a spreadsheet. What is hidden, withheld or not decided yet is not in it.",
  formatLabel: "What it is for",
  formats: {
    canvas: "Canvas",
    moodle: "Moodle",
    csv: "CSV",
    json: "JSON",
  },
  formatHints: {
    canvas:
      "For Grades, Import in Canvas. Learners need an ID, SIS user ID or SIS login ID of Canvas: import a roster that Canvas has exported.",
    moodle:
      "For Grades, Import, CSV file in Moodle. Learners are found by e-mail, ID number or username; points are scaled to the maximum of the grade item.",
    csv: "One line for each learner and assignment, for a spreadsheet or a script, with the status and the reason of every result.",
    json: "The same for programs, with exact numbers.",
  },
  assignments: "Assignments",
  allAssignments: "All assignments",
  assignmentsHint: "Without a choice: all of them.",
  removeAssignment: (title: string) => `Remove ${title}`,
  moodleKey: "How Moodle finds the learners",
  moodleKeys: {
    email: "By e-mail address",
    idNumber: "By ID number",
    moodleUsername: "By username",
  },
  make: "Make the file",
  makeAgain: "Make it again",
  doneTitle: (name: string) => `${name} is ready`,
  cells: (cells: number) => `Made from ${plural(cells, "cell", "cells")} of the gradebook.`,
  noCells: "The gradebook is empty: there are no learners, or no assignments yet.",
  download: "Download",
  downloaded: (name: string) => `${name} was handed to your browser's downloads.`,
  notes: "To know before you import it",
  sealed: (hash: string, at: string) => `Audit seal ${hash}, made ${at}.`,
  unsealed: "Nothing is sealed yet, so nobody can show later that grades are as they were.",
  toAudit: "Seals and audit",
  leftOutTitle: (count: number) => `${plural(count, "learner", "learners")} left out`,
  leftOutLabel: "Learners who are not in the file",
  leftOutWhy: "Why",
  leftOutWho: "Who",
  nobodyLeftOut: "Nobody is left out.",
  preview: "Preview",
  previewLabel: (name: string) => `The beginning of ${name}`,
  previewLines: (shown: number, all: number) =>
    shown === all
      ? `All ${plural(all, "line", "lines")}`
      : `The first ${shown} of ${plural(all, "line", "lines")}`,
  lineTooLong: "…",
};

export const audit = {
  title: "Audit",
  description:
    "Every grade keeps the hash of the one before, and a seal keeps the hashes of all of them. Here you see whether everything is still as it was.",
  sealsTitle: "Seals",
  sealsDescription:
    "Made every day, newest first. Each was recomputed and compared with the next one just now.",
  sealsLabel: "Seals of this cohort",
  sealColumns: {
    number: "Seal",
    at: "Made",
    upTo: "Results until",
    hash: "Hash",
    state: "Recomputed",
  },
  sealNumber: (number: number) => `Seal ${number}`,
  sealMissingRow: (number: number) => `Seal ${number} is missing`,
  copyHash: (number: number) => `Copy the hash of seal ${number}`,
  sealTrue: "as it was",
  sealAltered: "altered",
  sealMissing: "missing",
  noSealsTitle: "Nothing is sealed yet",
  noSeals:
    "The first seal comes with the daily schedule; you can make one now. A seal takes in results that are older than a quarter of an hour.",
  sealNow: "Seal now",
  knownHash: "Is this hash one of them?",
  knownHashHint: "From the name of an export, or its column: at least 16 hexadecimal digits.",
  knownHashShort: "Type at least 16 hexadecimal digits.",
  knownIs: (number: number, at: string) => `It is seal ${number}, made ${at}.`,
  knownIsNone: "No seal of this cohort has this hash.",
  walkTitle: "Every chain",
  walkDescription:
    "Reads every grade, submission and decision of every learner, and compares them with one another and with the newest seal.",
  walk: "Check every chain",
  walkAgain: "Check again",
  walkOn: "Go on",
  walkStop: "Stop",
  walking: (learners: number, grades: number) =>
    `${plural(learners, "learner", "learners")}, ${plural(grades, "grade", "grades")} so far …`,
  walkStopped: (learners: number) =>
    `Stopped after ${plural(learners, "learner", "learners")}. This says nothing yet about the others.`,
  wholeTitle: "Every chain is whole",
  whole: (learners: number, grades: number, seals: number) =>
    `${plural(learners, "learner", "learners")}, ${plural(grades, "grade", "grades")}, ${plural(seals, "seal", "seals")}: everything is as it was.`,
  brokenTitle: "Not everything is as it was",
  broken: (count: number, learners: number) =>
    `${plural(count, "thing differs", "things differ")}, among ${plural(learners, "learner", "learners")}. Nobody but the service may write the table: show this to whoever runs it.`,
  unsealed: "Nothing is sealed yet: chains alone can't show what was exchanged as a whole.",
  problemsLabel: "What differs",
  problemColumns: { learner: "Learner", problem: "What differs", at: "Where" },
  problems: {
    "grade.missing": "A grade of the chain is not there.",
    "grade.altered": "A grade does not have the hash that the next one kept of it.",
    "grade.repeated": "The chain of grades leads back to itself.",
    "submission.differs": "The submission does not say what its effective grade says.",
    "evidence.altered": "The evidence is not the one that was graded.",
    "terms.altered": "A decision does not have the hash that the next one kept of it.",
    "terms.missing": "A decision of the chain is not there.",
    "cell.differs": "The gradebook does not say what follows from the grades.",
    "seal.differs": "What was effective at the time of the seal is another thing now.",
  },
  changedTitle: "Rules that were changed since the newest seal",
  changed: "People may change rules; that alone breaks no chain.",
};
