import { capitalised, pointsText } from "./figures.ts";
import type { SubmissionView } from "./submission-view.ts";

/** What is known of a grading, also where no server has kept it. */
export type FeedbackView = Omit<
  SubmissionView,
  "submissionId" | "assignmentId" | "learnerId" | "attempt"
> &
  Partial<Pick<SubmissionView, "submissionId" | "attempt">>;

/** How whoever reads it is told times, in a zone that they know. */
export interface Times {
  /** `14:03 UTC` */
  readonly minute: (instant: string) => string;
  /** The same with its day. */
  readonly day: (instant: string) => string;
}

/** Who has to act, and what the submission means for them. */
export interface Move {
  /** `Your move`; absent where nobody has to be named. */
  readonly who?: string;
  readonly text: string;
}

const mostTimesShown = 3;

/** What changed, or who has to act and what it costs. */
export function whoseMove(view: FeedbackView, times: Times): Move | undefined {
  if (!view.attempt) return moveOfTry(view, times);
  switch (view.state) {
    case "graded":
      if (view.notReleased) return { text: notReleasedText };
      return view.isGateRed ? gateMove(view) : changeMove(view, times);
    case "waiting":
      return waitingMove(view, times);
    case "blocked":
      return blockedMove(view, times);
    case "failed":
      return {
        text: joined(
          `Our side stopped working on this${because(view)}. We have been told. No attempt is used.`,
          keptText(view, "Submit again", times),
          view.submissionId && `Request ${view.submissionId}.`,
        ),
      };
    case "needs_review":
      return {
        who: "Your instructor's move",
        text: joined(
          "Something in this lab has to be looked at before there is a verdict; until then no",
          "attempt is used.",
          soFarText(view),
        ),
      };
    case "canceled":
      return { text: "This submission was called off. No attempt is used." };
    case "queued":
    case "grading":
      return {
        who: "Our move",
        text: view.delay
          ? `${capitalised(view.delay.found)}; we try again by ourselves. You don't have to stay here.`
          : "We are about to look into your account. You don't have to stay here.",
      };
    default:
      return view.state satisfies never;
  }
}

/** Points that could be judged so far, and what of the others is known. */
export function soFarText(view: FeedbackView): string {
  const { points, judgedPoints, maxPoints, notShown } = view;
  if (notShown.length > 0) {
    return "What could be judged is shown with the verdict, because attempts are limited.";
  }
  if (points === null || judgedPoints === null) return "Nothing could be judged so far.";
  const rest = maxPoints - judgedPoints;
  return `${pointsText(points)} of the ${pointsText(judgedPoints)} points that we could see are yours; ${pointsText(rest)} can't be judged yet.`;
}

/** Lab, answers and account are as at the attempt before. */
export function isSameAgain({ comparison }: Pick<FeedbackView, "comparison">): boolean {
  return comparison?.isSameAgain === true;
}

const notReleasedText =
  "It is graded. Your instructor has not released the result yet; nothing is left for you to do.";

/** Nothing was handed in, so nobody looks again by themselves, and nothing is used or kept. */
function moveOfTry(view: FeedbackView, times: Times): Move | undefined {
  switch (view.state) {
    case "waiting":
      return {
        who: "AWS's move",
        text: `It is not finished with everything. Try again in a few minutes. ${soFarText(view)}`,
      };
    case "failed":
      return { text: `AWS did not answer everything. Try again. ${soFarText(view)}` };
    case "blocked":
      return { who: yours, text: `AWS did not let us look everywhere. ${soFarText(view)}` };
    default:
      return view.isGateRed ? gateMove(view) : changeMove(view, times);
  }
}

const yours = "Your move";

function gateMove({ attempt, outcomes }: FeedbackView): Move {
  const gate = outcomes.find(({ outcome }) => outcome === "not_met" || outcome === "partly");
  return {
    who: yours,
    text: joined(
      `"${gate?.criterion ?? "The first criterion"}" comes first and is not as asked, so`,
      attempt
        ? `nothing else was judged and this attempt is still yours${leftText(attempt)}.`
        : "nothing else was judged.",
    ),
  };
}

function leftText({ left, limit }: NonNullable<FeedbackView["attempt"]>): string {
  return left === undefined || limit === undefined ? "" : ` (${left} of ${limit} left)`;
}

function changeMove(view: FeedbackView, times: Times): Move | undefined {
  const { comparison, turn } = view;
  if (!comparison) return turn === "nobody" ? { text: "Everything is as asked." } : undefined;
  if (isSameAgain(view)) {
    return {
      text: joined(
        `Nothing has changed in your account since attempt ${comparison.attempt}`,
        `(${times.minute(comparison.submittedAt)}), so this is attempt ${comparison.attempt} again;`,
        "none is used.",
      ),
    };
  }
  const { change, attempt, better, worse, isBestSoFar } = comparison;
  const criteria = [
    better.length > 0 && better.join(", "),
    worse.length > 0 && `worse: ${worse.join(", ")}`,
  ].filter(Boolean);
  const since = `since attempt ${attempt}`;
  const points =
    change === 0 ? `As many points as in attempt ${attempt}` : `${signed(change)} ${since}`;
  return {
    text: joined(
      criteria.length === 0 ? `${points}.` : `${points}: ${criteria.join("; ")}.`,
      isBestSoFar && "\u00a0Best so far.",
      turn === "nobody" && "\u00a0Everything is as asked.",
    ),
  };
}

function waitingMove({ waiting }: FeedbackView, times: Times): Move {
  const who = "AWS's move";
  if (!waiting) return { who, text: "We look again by ourselves. No attempt is used until then." };
  const all = [...new Set(waiting.looksAt.map(times.minute))];
  const shown = all.slice(0, mostTimesShown);
  const more = shown.length < all.length ? ", …" : "";
  return {
    who,
    text: joined(
      "You don't have to do anything or to stay here; we look again by ourselves at",
      `${shown.join(", ")}${more} until ${times.minute(waiting.until)}. No attempt is used unless a`,
      "verdict is reached. What you change until then counts.",
    ),
  };
}

function blockedMove(view: FeedbackView, times: Times): Move {
  const nothing = view.points === null && view.notShown.length === 0;
  const isWaitedOut = view.outcomes.some(({ fault }) => fault === "target");
  const what = isWaitedOut
    ? "AWS was still not finished when our time for waiting was over."
    : nothing
      ? "AWS did not let us look into your account."
      : "AWS did not let us look everywhere.";
  return {
    who: yours,
    text: joined(
      what,
      nothing
        ? "Nothing was judged, no attempt is used."
        : `${soFarText(view)} No attempt is used.`,
      keptText(view, "Mend it and submit again", times),
    ),
  };
}

function keptText(
  { timeKeptUntil, submittedAt }: FeedbackView,
  what: string,
  times: Times,
): string | false {
  if (timeKeptUntil === undefined) return false;
  return `${what}: the time of this submission (${times.minute(submittedAt)}) is kept until ${times.day(timeKeptUntil)}.`;
}

function because({ delay }: FeedbackView): string {
  return delay ? `: ${delay.found}` : "";
}

function signed(change: number): string {
  return change > 0 ? `+${pointsText(change)}` : pointsText(change);
}

function joined(...sentences: readonly (string | false | undefined)[]): string {
  return sentences.filter(Boolean).join(" ");
}
