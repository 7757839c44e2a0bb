import { capitalised, minuteOfDay, pointsText } from "./figures.ts";
import { type FeedbackView, isSameAgain } from "./heading.ts";

const mostTimesShown = 3;

/** The paragraph below the heading: what changed, or who has to act and what it costs. */
export function whoseMove(view: FeedbackView): string | undefined {
  if (!view.attempt) return moveOfTry(view);
  switch (view.state) {
    case "graded":
      if (view.notReleased) return notReleasedText;
      return view.isGateRed ? gateText(view) : changeText(view);
    case "waiting":
      return waitingText(view);
    case "blocked":
      return blockedText(view);
    case "failed":
      return joined(
        `Our side stopped working on this${because(view)}. We have been told. No attempt is used.`,
        keptText(view, "Submit again"),
        view.submissionId && `Request ${view.submissionId}.`,
      );
    case "needs_review":
      return joined(
        "Your instructor's move. Something in this lab has to be looked at before there is a",
        "verdict; until then no attempt is used.",
        soFarText(view),
      );
    case "canceled":
      return "This submission was called off. No attempt is used.";
    case "queued":
    case "grading":
      return view.delay
        ? `Our move. ${capitalised(view.delay.found)}; we try again by ourselves. You don't have to stay here.`
        : "Our move. We are about to look into your account. You don't have to stay here.";
    default:
      return view.state satisfies never;
  }
}

const notReleasedText =
  "It is graded. Your instructor has not released the result yet; nothing is left for you to do.";

/** Nothing was handed in, so nobody looks again by themselves, and nothing is used or kept. */
function moveOfTry(view: FeedbackView): string | undefined {
  switch (view.state) {
    case "waiting":
      return `AWS's move: it is not finished with everything. Try again in a few minutes. ${soFarText(view)}`;
    case "failed":
      return `AWS did not answer everything. Try again. ${soFarText(view)}`;
    case "blocked":
      return `Your move. AWS did not let us look everywhere. ${soFarText(view)}`;
    default:
      return view.isGateRed ? gateText(view) : changeText(view);
  }
}

function gateText({ attempt, outcomes }: FeedbackView): string {
  const gate = outcomes.find(({ outcome }) => outcome === "not_met" || outcome === "partly");
  return joined(
    `Your move. "${gate?.criterion ?? "The first criterion"}" comes first and is not as asked, so`,
    attempt
      ? `nothing else was judged and this attempt is still yours${leftText(attempt)}.`
      : "nothing else was judged.",
  );
}

function leftText({ left, limit }: NonNullable<FeedbackView["attempt"]>): string {
  return left === undefined || limit === undefined ? "" : ` (${left} of ${limit} left)`;
}

function changeText(view: FeedbackView): string | undefined {
  const { comparison, turn } = view;
  if (!comparison) return turn === "nobody" ? "Everything is as asked." : undefined;
  if (isSameAgain(view)) {
    return joined(
      `Nothing has changed in your account since attempt ${comparison.attempt}`,
      `(${minuteOfDay(comparison.submittedAt)}), so this is attempt ${comparison.attempt} again;`,
      "none is used.",
    );
  }
  const { change, attempt, better, worse, isBestSoFar } = comparison;
  const criteria = [
    better.length > 0 && better.join(", "),
    worse.length > 0 && `worse: ${worse.join(", ")}`,
  ].filter(Boolean);
  const since = `since attempt ${attempt}`;
  const points =
    change === 0 ? `As many points as in attempt ${attempt}` : `${signed(change)} ${since}`;
  return joined(
    criteria.length === 0 ? `${points}.` : `${points}: ${criteria.join("; ")}.`,
    isBestSoFar && "\u00a0Best so far.",
    turn === "nobody" && "\u00a0Everything is as asked.",
  );
}

function waitingText({ waiting }: FeedbackView): string {
  if (!waiting) return "AWS's move. We look again by ourselves. No attempt is used until then.";
  const times = [...new Set(waiting.looksAt.map(minuteOfDay))].slice(0, mostTimesShown);
  const more = times.length < new Set(waiting.looksAt.map(minuteOfDay)).size ? ", …" : "";
  return joined(
    "AWS's move. You don't have to do anything or to stay here; we look again by ourselves at",
    `${times.join(", ")}${more} until ${minuteOfDay(waiting.until)}. No attempt is used unless a`,
    "verdict is reached. What you change until then counts.",
  );
}

function blockedText(view: FeedbackView): string {
  const nothing = view.points === null && view.notShown.length === 0;
  const isWaitedOut = view.outcomes.some(({ fault }) => fault === "target");
  const what = isWaitedOut
    ? "AWS was still not finished when our time for waiting was over."
    : nothing
      ? "AWS did not let us look into your account."
      : "AWS did not let us look everywhere.";
  return joined(
    `Your move. ${what}`,
    nothing ? "Nothing was judged, no attempt is used." : `${soFarText(view)} No attempt is used.`,
    keptText(view, "Mend it and submit again"),
  );
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

function keptText({ timeKeptUntil, submittedAt }: FeedbackView, what: string): string | false {
  if (timeKeptUntil === undefined) return false;
  const day = timeKeptUntil.slice(0, 10);
  return `${what}: the time of this submission (${minuteOfDay(submittedAt)}) is kept until ${day}, ${minuteOfDay(timeKeptUntil)}.`;
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
