import { plural } from "../plural.ts";

const learners = (count: number) => plural(count, "learner", "learners");

export const roster = {
  title: "Learners",
  tableLabel: "Learners of this cohort",
  enrolled: "enrolled",
  dropped: "dropped",
  count: (shown: number, all: number) =>
    shown === all ? learners(all) : `${shown.toLocaleString("en")} of ${learners(all)}`,
  reading: (count: number) => `${learners(count)} so far, reading on …`,
  search: "Search by login, name or e-mail",
  clearSearch: "Clear the search",
  section: "Section",
  allSections: "All sections",
  noSection: "Without a section",
  state: "State",
  allStates: "Enrolled and dropped",
  onlyEnrolled: "Enrolled",
  onlyDropped: "Dropped",
  columns: {
    login: "Login",
    name: "Name",
    email: "E-mail",
    section: "Section",
    state: "State",
    since: "Since",
    actions: "Actions",
  },
  emptyTitle: "Nobody is enrolled yet",
  empty:
    "Import the roster that Canvas or Moodle exports, enrol people one by one, or give them a join link in the settings.",
  noMatchTitle: "Nobody fits this search",
  noMatch: "Search for another name, or show everybody.",
  showAll: "Show everybody",
  import: "Import a roster",
  enrol: "Enrol a learner",
  actionOn: (action: string, login: string) => `${action}: ${login}`,
  change: "Change",
  drop: "Drop",
  bringBack: "Bring back",
  paginationLabel: "Pages of learners",

  form: {
    enrolTitle: "Enrol a learner",
    changeTitle: (login: string) => `Change what is known of ${login}`,
    enrol: "Enrol",
    save: "Save",
    login: "Login",
    loginHint: "As the person signs in, letter case too.",
    name: "Name",
    nameHint: "As it is shown, in one piece.",
    email: "E-mail",
    section: "Section",
    optional: "optional",
    expected: (what: string) => `Expected ${what}.`,
    ids: "Ids in Canvas and Moodle",
    idsHint: "Grades are exported under these. A roster import fills them in.",
    canvasId: "Canvas: ID",
    sisUserId: "Canvas: SIS user ID",
    sisLoginId: "Canvas: SIS login ID",
    integrationId: "Canvas: integration ID",
    moodleIdNumber: "Moodle: ID number",
    moodleUsername: "Moodle: username",
    enrolled: (login: string) => `${login} is enrolled.`,
    saved: (login: string) => `What is known of ${login} is saved.`,
    wasThere: (login: string) =>
      `${login} is in this cohort already. Sending this changes what is known of them; fields that are left empty stay as they are.`,
    keepsEmpty: "A field that is left empty stays as it was.",
  },
  dropTitle: (login: string) => `Drop ${login}?`,
  dropConfirm: "Drop the learner",
  dropDetail:
    "Their submissions, grades and evidence stay, and they still read them. They can't submit any more. You can bring them back at any time.",
  backTitle: (login: string) => `Bring ${login} back?`,
  backDetail:
    "They are enrolled again with what is known of them, see the cohort's labs and can submit.",
  droppedNotice: (login: string) => `${login} is dropped. Grades and submissions stay.`,
  backNotice: (login: string) => `${login} is enrolled again.`,

  imports: {
    title: "Import a roster",
    description:
      "A CSV file as Canvas or Moodle exports it, or with the header login,name,email,section. First you see what it would do; nothing is written before you say so.",
    whatCanvas:
      "Canvas: Grades, Export. Learners are known by their SIS login ID, and by the Canvas ID for the export back.",
    whatMoodle: "Moodle: the list of participants, or the gradebook's export as plain text.",
    whatPlain:
      "Or your own: the first line names the columns, login at least; name, email, section and the ids of Canvas and Moodle are read too.",
    stepSource: "1. The file",
    stepPlan: "2. What it would do",
    stepWriting: "3. Writing it",
    stepResult: "3. What was done",
    choose: "Choose a CSV file",
    dropHere: "Drop a CSV file here",
    fileLabel: "Roster file",
    fileHint: "CSV in UTF-8, at most 2 MiB and 5,000 learners.",
    remove: (name: string) => `Remove ${name}`,
    paste: "Roster as text",
    pasteHint: "The first line names the columns.",
    pastePlaceholder: "login,name,email,section",
    source: "Where it comes from",
    fromFile: "From a file",
    fromPaste: "Pasted text",
    loginColumn: "Column with the logins",
    loginColumnHint: "Where it is not the usual one: what people sign in with here.",
    loginColumnUsual: "The usual one",
    check: "See what it would do",
    checkAgain: "Look again",
    nothingChosen: "Choose a file first.",
    nothingPasted: "Paste the roster first.",
    refused: {
      too_large: (name: string, sizeBytes: number) =>
        `${name} has ${(sizeBytes / 1024 / 1024).toFixed(1)} MiB; at most 2 MiB are read. Make several cohorts of it.`,
      workbook: (name: string) =>
        `${name} is a workbook of a spreadsheet, not CSV. Save it there as "CSV UTF-8", then choose that file.`,
      utf16: (name: string) => `${name} is UTF-16, not UTF-8. Save it as "CSV UTF-8".`,
      binary: (name: string) => `${name} is no text. Choose the CSV file that was exported.`,
      latin1: (name: string) =>
        `${name} is no UTF-8: it looks like Latin-1 or Windows-1252, so names would be spoilt. Save it as "CSV UTF-8".`,
      empty: (name: string) => `${name} is empty. The first line names the columns.`,
      unreadable: (name: string) =>
        `${name} can't be read. It may have been moved or changed meanwhile: choose it again.`,
    },
    formats: {
      canvas: "as Canvas writes it",
      moodle: "as Moodle writes it",
      plain: "with plain headers",
    },
    head: (count: number, format: string) => `${learners(count)} in a file ${format}.`,
    kinds: {
      enrol: "new",
      reEnrol: "come back",
      update: "changed",
      missing: "enrolled, and not in the file",
      unchanged: "as they are",
    },
    kindColumn: "What happens",
    countColumn: "Learners",
    loginsColumn: "Who",
    planLabel: "What the roster would change",
    allOf: (count: number) => `All ${count.toLocaleString("en")}`,
    skippedTitle: (count: number) => plural(count, "line is left out", "lines are left out"),
    skippedLine: (line: number, why: string) => `Line ${line}: ${why}`,
    ignored: (columns: string) => `Columns that are not read: ${columns}`,
    dropMissing: (count: number) => `Drop the ${learners(count)} who are not in the file`,
    dropMissingHint: "Grades and submissions stay; they can't submit any more.",
    nothingToDo: "Everybody in the file is enrolled as it says. There is nothing to do.",
    apply: ({ enrol, reEnrol, update, drop }: Readonly<Record<AppliedKind, number>>) => {
      const said = [
        ...(enrol > 0 ? [`enrol ${learners(enrol)}`] : []),
        ...(reEnrol > 0 ? [`bring back ${reEnrol}`] : []),
        ...(update > 0 ? [`change ${update}`] : []),
        ...(drop > 0 ? [`drop ${drop}`] : []),
      ].join(", ");
      return `${said.charAt(0).toUpperCase()}${said.slice(1)}`;
    },
    dropTitle: (count: number) => `Drop ${learners(count)}?`,
    problemsTitle: (count: number) =>
      `${plural(count, "problem", "problems")}; nothing would be written`,
    problemsHint: "Mend the file and choose it again. One problem is enough to take nothing of it.",
    problemsLabel: "Problems of the roster",
    moreProblems: (count: number) => `And ${count.toLocaleString("en")} more.`,
    problemColumns: {
      line: "Line",
      column: "Column",
      value: "What is there",
      problem: "What was expected",
    },
    wholeRow: "whole line",
    emptyCell: "(empty)",
    progressLabel: "Writing the roster",
    progress: (done: number, of: number) =>
      `${done.toLocaleString("en")} of ${of.toLocaleString("en")} changes`,
    progressHint:
      "In parts of 100. Stay on this page until it is done; if you leave, import the same file again: it goes on where it stopped.",
    stop: "Stop after this part",
    stopping: "Stopping …",
    goOn: "Go on",
    stoppedTitle: "Stopped half-way",
    stopped: (left: number) =>
      `${plural(left, "change is", "changes are")} still to be made. What is done stays; go on, or import the same file later.`,
    faultTitle: "Something came in between",
    doneTitle: "The roster is imported",
    done: ({ enrol, reEnrol, update, drop }: Readonly<Record<AppliedKind, number>>) =>
      [
        `${enrol} enrolled`,
        `${reEnrol} brought back`,
        `${update} changed`,
        ...(drop > 0 ? [`${drop} dropped`] : []),
      ].join(", "),
    toLearners: "See the learners",
    another: "Import another file",
    onlyInstructors:
      "Only an instructor of this cohort changes its roster. Ask one of them to import it.",
  },
};

/** What is done with a learner of a roster. */
type AppliedKind = "enrol" | "reEnrol" | "update" | "drop";
