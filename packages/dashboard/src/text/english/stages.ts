import { plural } from "../plural.ts";

export const stages = {
  whatCounts: "What counts",
  handIn: "Hand in",
  handInIntro:
    "Press the button when your work is built. We look at your account as it is then; you can go on working afterwards.",
  handInButton: "Hand in this stage",
  costs: {
    limited: (left: number, limit: number) =>
      `It uses one of your ${plural(limit, "attempt", "attempts")} (${left} left), but only if your work could be judged.`,
    unlimited: "You may hand in as often as you like.",
  },
  questions: "Questions",
  questionsIntro: (count: number) =>
    `${plural(count, "answer goes", "answers go")} along with what you hand in.`,
  pointsOf: (points: string) => `${points} ${points === "1" ? "point" : "points"}`,
  labelOf: (title: string, points: string) =>
    `${title} (${points} ${points === "1" ? "point" : "points"})`,
  several: "More than one may be right.",
  numberHint: "A number, such as 12 or 0.5.",
  counter: (length: string, most: string) => `${length} of ${most} characters.`,
  written: "A person reads it. Levels, the best first:",
  tooLong: (over: string, most: string) =>
    `It is ${over} characters longer than the ${most} that are taken. Shorten it; nothing of it was cut.`,
  sentence: (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`,
  noLongerOffered: "This choice is no longer offered. Choose again.",
  clear: "Choose none",
  clearOf: (title: string) => `Choose none: ${title}`,
  draftKept: "Your answers are kept on this device until you hand in or sign out.",
  draftNew: "What you write here is kept on this device until you hand in or sign out.",
  takeOver: (stage: string, number: number) =>
    `You handed in ${stage} before, as number ${number}, with answers.`,
  takeOverButton: "Take over those answers",
  takenOver: "The answers of before are filled in.",
  unansweredTitle: (count: number) =>
    `${plural(count, "question is", "questions are")} not answered`,
  unanswered: "What is not answered brings no points. Hand in all the same?",
  unansweredConfirm: "Hand in all the same",
  unansweredCancel: "Back to the questions",
  mend: "Look at the marked answers, then hand in again.",

  byRole: (accountId: string) => `With our role in your account ${accountId}.`,
  otherWay: "You can't make roles there? Hand in with calls that you sign yourself",

  obstacles: {
    locked: {
      title: "This stage is not open yet",
      text: (stage: string) =>
        `It opens after one attempt of “${stage}”; you need not have all of its points.`,
      action: (stage: string) => `To “${stage}”`,
    },
    upcoming: {
      title: "The lab is not open yet",
      text: (when: string) => `It opens on ${when}. Nothing is taken before.`,
    },
    closed: {
      title: "The lab is closed",
      text: (when: string) =>
        `It closed on ${when}. What you handed in counts; ask your instructor if you need more time.`,
    },
    on_its_way: {
      title: "Something of this stage is on its way",
      text: "One at a time: hand in again when there is a result. What you write here stays.",
      action: "Follow it",
    },
    exhausted: {
      title: "All attempts of this stage are used",
      text: (used: number) =>
        `You used ${plural(used, "attempt", "attempts")}. Ask your instructor if you need another.`,
    },
    cool_down: {
      title: "The next attempt has to wait",
      text: (when: string, span: string) => `It is taken from ${when} on, that is in ${span}.`,
    },
    no_account: {
      title: {
        unregistered: "You have not named your sandbox account yet",
        unproven: "Your sandbox account is not checked yet",
        expired: "Your sandbox account's registration has ended",
      },
      text: "We would not know where to look. Set it up first; what you write here stays.",
      action: "Set up my sandbox account",
    },
    signed_only: {
      title: "We have no role in your account",
      text: "Your account was proven by a call that you signed. Hand in with signed calls, or make the role.",
      action: "Hand in with calls that you sign",
    },
  },
  refusedActions: {
    "submission.open": "Follow it",
    "sandbox.not_registered": "Set up my sandbox account",
    "sandbox.expired": "Set up my sandbox account",
    "sandbox.role_not_verified": "Set up my sandbox account",
  },
  unknownTitle: "There is no such stage",
  unknown: "This lab has other stages.",
  staff: "Only learners hand in. You see the stage as they do.",
};
