import { plural } from "../plural.ts";

export const learner = {
  person: "Enrolment",
  login: "Login",
  name: "Name",
  email: "E-mail",
  section: "Section",
  state: "State",
  enrolledSince: (at: string) => `enrolled since ${at}`,
  droppedSince: (at: string) => `dropped since ${at}`,
  enrolled: "enrolled",
  dropped: "dropped",
  ids: "Ids in Canvas and Moodle",
  change: "Change",
  drop: "Drop",
  bringBack: "Bring back",

  results: "Results",
  resultsTable: "Results in every assignment of this cohort",
  total: (points: string) => `Total: ${points} points`,
  assignment: "Assignment",
  points: "Points",
  standing: "State",
  why: "Why",
  due: "Due for everybody",
  noAssignmentsTitle: "There are no assignments yet",
  noAssignments: "Results appear here when a lab is given to this cohort.",

  account: "Sandbox account",
  accountState: "State",
  accountStates: {
    unregistered: "none registered",
    registered: "registered, not verified",
    verifying: "being verified",
    verified: "verified",
    expired: "expired",
  },
  accountId: "AWS account",
  provenBy: "Proven by",
  proofs: { role: "the grading role", signature: "a signed call" },
  expiresAt: "Opened until",
  isRotating:
    "A new ExternalId waits until the learner updates the role and verifies; the old one still holds.",
  verification: "Last verification",
  startedAt: (at: string) => `started ${at}`,
  rebind: "Give another account",
  rotate: "New ExternalId",
  rebindTitle: (login: string) => `Give ${login} another account`,
  rebindDetail:
    "For an account that is registered to somebody else, or that the learner can't register. It moves to this learner once they verify it; until then nothing changes.",
  accountIdHint: "12 digits, with or without hyphens.",
  accountIdProblem: "An AWS account id has 12 digits, such as 1111-2222-3333.",
  rebindSaved: (login: string) => `${login} may verify this account now.`,
  rotateTitle: (login: string) => `New ExternalId for ${login}?`,
  rotateDetail:
    "The learner reads the new one on their sandbox page, updates the role and verifies. Until then the old one holds, so nothing is blocked.",
  rotateSaved: (login: string) => `${login} has a new ExternalId, and must update the role.`,
  reasonKept: "Kept and shown in the audit.",

  erase: "Erase personal data",
  eraseDetail:
    "Removes name, e-mail, ids, login, answers and what was read in the account, in all cohorts. Grades stay under the learner's id. This can't be undone.",
  eraseTitle: (login: string) => `Erase the personal data of ${login}?`,
  eraseConfirm: "Erase for good",
  eraseLogin: (login: string) => `Type ${login} to confirm`,
  eraseMismatch: "This is not the learner's login.",
  eraseReason: "Kept in the audit, without the learner's name.",
  erasing: (submissions: number) =>
    `${plural(submissions, "submission", "submissions")} erased so far, going on …`,
  erased: (submissions: number) =>
    `The personal data is erased, with answers and evidence of ${plural(submissions, "submission", "submissions")}.`,
};
