import { plural } from "../plural.ts";

/** Learners' questions about verdicts, and their answers. */
export const inquiries = {
  title: "Questions",
  description: "What learners ask about a verdict, the oldest first. Each is answered once.",
  filter: "Which questions",
  states: { open: "Open", answered: "Answered" },
  shown: (count: number, isAll: boolean) =>
    isAll ? plural(count, "question", "questions") : `the first ${count} questions`,
  noneOpenTitle: "No question is open",
  noneOpen: "When a learner asks about a verdict, it appears here until it is answered.",
  noneAnsweredTitle: "Nothing was answered yet",
  noneAnswered: "Questions appear here once they are answered.",
  asked: (login: string, at: string) => `${login}, ${at}`,
  somebody: "A learner",
  question: "Question",
  verdictThen: "Verdict that is asked about",
  verdictNow: "Verdict of now",
  stillCounts: "It still counts.",
  notAsked: "This version of the lab does not ask it.",
  toSubmission: "Submission",
  toEvidence: (claim: number) => `Evidence of look ${claim}`,
  answer: "Answer …",
  answerTo: (title: string) => `Answer the question about: ${title}`,
  answerLabel: "Answer",
  answerMeans: "The learner reads it, with “an instructor” instead of your name.",
  answerMissing: "Write an answer.",
  answerTooLong: (length: number, longest: number) =>
    `That is ${length} characters; at most ${longest} are kept.`,
  decision: "What came of it",
  decisions: {
    kept: "The grade stays",
    changed: "Somebody has changed the grade",
    regraded: "A regrade has changed the grade",
  },
  decisionMeans: {
    kept: "You have looked, and the verdict is right.",
    changed: "Set the points on the submission's page first; then answer with this.",
    regraded: "Regrade the assignment first; then answer with this.",
  },
  unchanged:
    "The grade that is asked about still counts, so only “The grade stays” is taken. Change the grade on the submission's page first, then come back: what you type here is kept.",
  send: "Send the answer",
  sent: (title: string) => `Your answer about “${title}” is sent.`,
  answeredBy: (decision: string, by: string, at: string) => `${decision} · ${by}, ${at}`,
};
