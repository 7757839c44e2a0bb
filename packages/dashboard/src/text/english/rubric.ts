import { plural } from "../plural.ts";
import { checkGuide } from "./check-guide.ts";
import { library } from "./library.ts";
import { proof } from "./proof.ts";

const points = (count: string) => `${count} ${count === "1" ? "point" : "points"}`;

export const rubric = {
  library,
  proof,
  checkGuide,

  nameOf: (labId: string, version: string) => `${labId} ${version}`,
  allVersions: "All versions",
  staffOnly: "For staff only: this page holds the keys of questions and what is hidden.",
  dev: "to try out",
  tabs: {
    label: "Parts of the rubric",
    criteria: "Criteria",
    policy: "Calls and policies",
    proof: "Proof",
    sheet: "As learners read it",
  },

  summary: {
    title: "The lab",
    time: "Time",
    cost: "Cost in the learner's account",
    pass: "To pass",
    points: "Points",
    probes: "Beyond settings",
    regions: "Regions",
    variables: "Variables",
    gate: "Gate",
    proposes: "What an assignment begins with",
    published: "Published",
    digest: "Digest",
    proof: "Proof",
    pointsOf: (count: string, stages: number) =>
      `${points(count)} in ${plural(stages, "stage", "stages")}`,
    noGate: "none",
    noProbes: "nothing: only settings are read",
    noRegions: "the account as a whole",
    noVariables: "none",
    variable: (name: string, value: string) => `${name}: ${value}`,
    publishedBy: (login: string) => `by ${login}`,
    copyDigest: "Copy the digest",
    noProof: "none was sent",
    attempts: (count: number) => plural(count, "attempt", "attempts"),
    unlimited: "as many attempts as learners like",
    coolDown: (duration: string) => `${duration} between two of them`,
    keep: { best: "the best counts", last: "the last counts" },
    proposal: (rules: string, late: string) => `${rules}. ${late}`,
    hints: { off: "no hints", free: "hints are free", one_per_attempt: "a hint for each attempt" },
  },

  stages: {
    heading: (title: string, id: string) => `${title} (${id})`,
    points,
    counts: (criteria: number) => plural(criteria, "criterion", "criteria"),
    after: (stage: string) => `after one counted attempt of ${stage}`,
    asks: (calls: number, depth: number) =>
      calls === 0
        ? "asks nothing of AWS"
        : `about ${plural(calls, "call", "calls")} to AWS in ${plural(depth, "step", "steps")}`,
    jump: "Stages",
    openAll: "Open all criteria",
    closeAll: "Close all criteria",
  },

  criterion: {
    kinds: {
      check: "check",
      question: "question",
      written: "written part",
      compare: "comparison",
    },
    hidden: "hidden from learners",
    gate: "gate",
    again: (stage: string) => `again, from ${stage}`,
    fails: (stage: string) => `must be red, from ${stage}`,
    header: (id: string, count: string) => `${id} · ${points(count)}`,
    check: "Check",
    aboutCheck: (kind: string) => `What ${kind} takes and asks`,
    documentation: "AWS documentation",
    expected: "Must be true",
    expectedNote: "for an example account",
    where: "Where",
    expect: "Expect",
    noExpect: "the check's own default",
    noWhere: "nothing",
    scoring: "Points",
    allOrNothing: "all or nothing",
    shared: "shared equally between the lines of expect",
    best: (alternatives: number) => `the best of ${alternatives} right answers counts`,
    requires: "Stands on",
    aspect: "Aspect",
    restated: "Taken over",
    restatedFails: (stage: string) =>
      `from ${stage}, and must be red now: the failure is graded by seeing it`,
    restatedAgain: (stage: string) => `from ${stage}, and must be green again`,
    gateNote: "While it is red nothing else is judged, and no attempt is used.",
    gateLabel: "Gate",
    hiddenLabel: "Hidden",
    hiddenNote: "Judged, and never shown to learners.",
    why: "Why it matters",
    hints: "Hints",
    hintsNote: "in the order in which they are given",
    feedback: "Sentences of the author",
    feedbackFor: (reason: string) => `For ${reason}`,
    question: "Question",
    answer: "Key",
    tolerance: (value: string) => `within ${value}`,
    because: "Because",
    choices: "Choices",
    right: "right",
    wrong: "not right",
    written: "What is asked",
    levels: "Levels",
    level: "When",
    levelPoints: "Points",
    untilMarked: "Until somebody has marked it",
    untilMarkedWords: {
      full: "all points count",
      none: "no points count, and the submission waits",
    },
    comparedWith: "Compared with",
    aspects: "Aspects",
    calls: "What it asks of AWS",
    callsNote: "The same call for several criteria is made once.",
    permissions: "What it needs of IAM",
    permissionsNote: "$account stands for the learner's account.",
    condition: (operator: string, key: string, values: string) =>
      `if ${operator} ${key}: ${values}`,
    toProof: (criterion: string) => `Cases that try ${criterion}`,
    codeOf: (part: string, criterion: string) => `${part} of ${criterion}`,
  },

  calls: {
    service: "Service",
    operation: "Operation",
    region: "Region",
    what: "What we look at",
    level: "Step",
    calls: "Calls",
    for: "For",
    action: "Action",
    resource: "Resource",
    global: "account as a whole",
    param: (name: string, value: string) => `${name} ${value}`,
    onlyAfter: (facts: string) => `after ${facts}`,
    probe: {
      "read-items": "reads items",
      "write-items": "writes items of its own, and deletes them",
      "assume-roles": "tries roles of the learner",
    },
    leftBehind: "what was left behind",
    forAll: "every criterion of the stage",
    none: "Nothing is asked of AWS.",
  },

  policy: {
    intro:
      "The grader assumes the learner's role with a session policy that is cut to the stage. Both follow from the criteria; nobody writes them.",
    session: "Session policy",
    length: (of: string) => `Length of the session policy of ${of}`,
    characters: (count: number, limit: number) =>
      `${count.toLocaleString("en")} of at most ${limit.toLocaleString("en")} characters`,
    tooLong:
      "It is longer than that, so there is no policy and the stage can't be graded. Ask fewer resources in one stage.",
    sessionNote:
      "111111111111 stands for the learner's account: the policy is made for it when a submission is graded.",
    document: (of: string) => `The document: session policy of ${of}`,
    documentTitle: "The document",
    callsTitle: "Calls, in the order of asking",
    callsOf: (of: string) => `Calls of ${of}`,
    role: "The learner's role",
    roleNote:
      "The policies of LabGraderAccess in the learner's account where this lab is the only one. 123123123123 stands for that account; the learner's template has its own number.",
    roleLength: (count: number) => `${plural(count, "character", "characters")} in all.`,
    roleTooLong:
      "They are longer than AWS takes of one role. The lab can't be given to a cohort: ask fewer resources.",
    roleNone: "The lab asks nothing of AWS, so the role needs no policy.",
    roleDocument: (number: number, count: number) =>
      count === 1 ? "Policy of the role" : `Policy ${number} of ${count} of the role`,
  },

  sheet: {
    intro: "What learners may read before they hand in: no keys, no hints, nothing hidden.",
    checklist: "Checklist",
    checklistOf: (stage: string) => `Checklist of ${stage}`,
    criterion: "Criterion",
    points: "Points",
    expected: "Must be true",
    choices: "Choices",
    noCriteria: "Learners are shown nothing of this stage.",
    sheet: "Lab sheet",
    noSheetTitle: "This version came without a lab sheet",
    noSheet:
      "Put a README.md into the lab's folder and publish it under another version: the sheet is a part of the content.",
  },
};
