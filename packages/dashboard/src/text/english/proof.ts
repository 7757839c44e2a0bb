import { plural } from "../plural.ts";

const cases = (count: number) => plural(count, "case", "cases");

export const proof = {
  title: "What the cases prove",
  storedBy: (login: string) => `Sent by ${login},`,
  storedNote:
    "as the command line of whoever published it has measured it; newer ones replace it while the content is the same.",
  noneTitle: "No proof was sent with this version",
  none: "A proof is every case of the lab against every criterion: what must come out, and what came out. It is stored when the lab is published again with the same content, or opened here from a file.",
  commands: "Commands that make a proof",
  openFile: "Open a proof file",

  scores: {
    label: "Result of the proof",
    result: "Result",
    passed: "everything came out as it must",
    notPassed: "something came out otherwise, or is missing",
    cases: "Cases",
    casesOf: (good: number, all: number) => `${good} of ${all} came out as expected`,
    red: "Red",
    redIs: (percent: number) =>
      `${percent} % of the criteria that a machine judges are turned red by some case`,
    redMissing: "No case turns red:",
    green: "Green",
    greenIs: (percent: number) => `${percent} % of the other right answers stay green`,
    lost: "Marked wrong although right:",
    choices: "No green case makes another choice at:",
    otherwise: "Came out otherwise:",
  },

  filters: {
    label: "What is shown",
    stage: "Stage",
    allStages: "All stages",
    criterion: "Criterion",
    allCriteria: "All criteria",
    findCriterion: "Find a criterion",
    kind: "Cases",
    allKinds: "All cases",
    onlyOtherwise: "Only what is not as expected",
    shown: (shown: number, all: number) =>
      shown === all ? cases(all) : `${shown.toLocaleString("en")} of ${cases(all)}`,
    nothingTitle: "Nothing is like that",
    nothingOtherwise: "Every case came out as it says.",
    nothing: "No case fits all of these filters.",
    clear: "Show all cases",
    more: (count: number) => `Show ${cases(count)} more`,
    columnsCut: (shown: number, all: number) =>
      `The first ${shown} of ${all} criteria are drawn. Choose a stage or a criterion to see the others.`,
  },

  kinds: {
    solution: "The solution",
    red: "Red: something is wrong",
    green: "Green: another right answer",
    unsure: "Waiting: AWS is not finished",
  },
  kindWords: { solution: "solution", red: "red", green: "green", unsure: "waiting" },
  kindWithCount: (kind: string, count: number) => `${kind} (${count.toLocaleString("en")})`,

  grid: {
    label: (lab: string) => `Cases of ${lab} by criterion`,
    keys: "Arrow keys move between cells, Enter opens one. Home and End lead to the ends of a row, Ctrl with them to the corners.",
    legend:
      "A cell says what came out. A double frame and “otherwise” mark what is not as the case says; an empty cell was not judged in this case's stage.",
    case: "Case",
    moments: { "at once": "at once", settled: "after AWS had finished" },
    row: (name: string, moment: string) => `${name}, ${moment}`,
    asExpected: "as expected",
    otherwise: "otherwise",
    refused: "AWS refused a step",
    turnedRed: (count: number) => `red in ${count}`,
    neverRed: "never red",
    empty: "not in this stage",
    cell: (said: { criterion: string; outcome: string; isAsExpected: boolean }) =>
      `${said.criterion}: ${said.outcome}${said.isAsExpected ? "" : ", not as expected"}`,
  },

  detail: {
    title: (criterion: string, name: string) => `${criterion} in ${name}`,
    case: "Case",
    criterion: "Criterion",
    expected: "Expected",
    found: "Came out",
    when: "Looked at",
    isAsExpected: "as expected",
    isOtherwise: "not as expected",
    any: "for any reason",
    faults: {
      access: "no access",
      target: "AWS is not finished",
      platform: "our side",
      rubric: "the lab itself",
      evidence: "not in the evidence",
    },
    toCriterion: "To the criterion",
    onlyThis: "Only this criterion",
    close: "Close",
    refused: (step: string, command: string) =>
      `AWS refused the step ${step} (${command}), so nothing was graded:`,
    caseSays: "What the case says",
  },

  file: {
    title: "Open a proof file",
    description:
      "Looks at what labgrader lab test --json has written. The file stays on your machine: nothing is uploaded.",
    source: "The file",
    label: "Proof file",
    hint: "JSON, at most 25 MB.",
    choose: "Choose a file",
    drop: "Drop the file here",
    remove: (name: string) => `Remove ${name}`,
    how: "How to make one",
    command: "Command that writes a proof file",
    howNote: "Without a folder it tests every lab below labs/.",
    reading: "Reading the file …",
    labLabel: "Lab",
    labHint: (count: number) => `The file has ${plural(count, "lab", "labs")}.`,
    labOf: (lab: string, version: string) => `${lab} ${version}`,
    passed: "passed",
    notPassed: "not passed",
    published: "The rubric of this version",
    refusedTitle: (name: string) => `${name} can't be shown`,
    tooLarge: (size: string) =>
      `It has ${size} MB, more than the 25 MB that this page reads. Test fewer labs at once.`,
    empty: "It is empty. Was the command stopped before it was finished?",
    unreadable:
      "The browser can't read it any more: it was moved, changed or is a folder. Choose it again.",
    half: "It is JSON that ends in the middle. The command was stopped, or the copy is not whole: write it again.",
    notJson: (detail: string) =>
      `It is not JSON (${detail}). Choose what labgrader lab test --json has written.`,
    notText: "It is not text. Choose what labgrader lab test --json has written.",
    noLabs: "It names no lab. Run labgrader lab test --json with the folder of a lab.",
    other: "It is JSON, but not what labgrader lab test --json writes:",
    otherMore: (count: number) => `and ${plural(count, "more place", "more places")}`,
    otherDoNext: "Write it again with a command line of this version, and leave it as it is.",
    whole: "the whole file",
    place: (member: string, what: string) => `${member}: ${what}`,
    expected: {
      type: (expected: string, found: string) => `expected ${expected}, found ${found}`,
      missing: (expected: string) => `is missing, expected ${expected}`,
      oneOf: (values: string, found: string) => `expected one of ${values}, found ${found}`,
      unknown: (keys: string) => `has a member that no proof has: ${keys}`,
      tooLarge: (most: string) => `expected at most ${most}`,
      tooSmall: (least: string) => `expected at least ${least}`,
      other: (message: string) => message,
    },
    types: {
      array: "a list",
      object: "an object",
      string: "a text",
      number: "a number",
      boolean: "true or false",
      null: "null",
      undefined: "nothing",
    },
  },
};
