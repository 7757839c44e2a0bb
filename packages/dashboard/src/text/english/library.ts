import { plural } from "../plural.ts";

export const library = {
  title: "Lab library",
  description:
    "Every published lab with its versions. A version never changes: a corrected lab is a new version, and what was graded can be graded again by it.",
  openProof: "Open a proof file",
  find: "Find a lab by its title, its id, a version, a digest or who published it",
  showDev: "Show versions that were published to try them out",
  hiddenDev: (count: number) =>
    `${plural(count, "version", "versions")} to try out ${count === 1 ? "is" : "are"} not shown.`,
  table: "Published labs, the newest version of each first",
  columns: {
    lab: "Lab",
    version: "Version",
    published: "Published",
    digest: "Digest",
    use: "Use",
  },
  dev: "to try out",
  by: (login: string) => `by ${login}`,
  rubricOf: (title: string, version: string) => `Rubric of ${title}, ${version}`,
  copyDigest: (title: string, version: string) => `Copy the digest of ${title}, ${version}`,
  use: "Use in a cohort",
  useOf: (title: string, version: string) => `Use in a cohort: ${title}, ${version}`,
  older: (count: number) => plural(count, "older version", "older versions"),
  showOlder: (title: string) => `Show older versions of ${title}`,
  hideOlder: (title: string) => `Hide older versions of ${title}`,
  emptyTitle: "No lab is published yet",
  empty: "A lab is written as files and published on the command line: how stands below.",
  nothingTitle: "No lab is like that",
  nothing: "Search for another word.",
  nothingDev: "Search for another word, or show the versions that are to be tried out.",
  clear: "Clear the search",

  choose: {
    title: (title: string, version: string) => `Use ${title}, ${version}`,
    lead: "Give it to a cohort as an assignment. Dates, attempts and late rules come on the next page; nothing is made before you save there.",
    dev: "This version was published to try it out. A later change of the lab has another version.",
    cohort: "Cohort",
    placeholder: "Choose a cohort",
    missing: "Choose the cohort that is to do this lab.",
    confirm: "To its dates and rules",
    find: "Find a cohort",
    noneTitle: "There is no cohort",
    none: "You run none yet. Make one first, then come back.",
    toCohorts: "To the cohorts",
  },

  publish: {
    title: "How a lab is published",
    lead: "A lab is a folder of YAML files and a lab sheet, kept in a repository. Publishing tests it once more, then stores it under its version with the sheet and what its cases proved.",
    clone: "In a clone of the project, after npm ci:",
    signIn: "Once, sign the command line in:",
    commands: "Commands that test and publish a lab",
    signInCommand: "Command that signs the command line in",
    notes: [
      "The same content again changes nothing; another content needs another version.",
      "With --dev it goes out under a version of its own, to try it in a cohort of yours. Such versions are not shown here unless you ask for them.",
    ],
  },
};
