import type { TermsContent } from "@lab-grader/core/gradebook/learner-terms";
import { formatMoment } from "../../../parts/moment.tsx";
import { formatPoints } from "../../../parts/points.ts";
import { text } from "../../../text/text.ts";

const words = text.cell;

/** What was decided, one sentence each; none where the assignment's own rules hold. */
export function termsWords(terms: TermsContent): readonly string[] {
  const { extension, excused, extraAttempts, lateTokens, override, withheld } = terms;
  return [
    extension && extensionWords(extension),
    excused && words.excused,
    extraAttempts === undefined ? undefined : words.extraAttempts(extraAttempts),
    lateTokens === undefined ? undefined : words.lateTokens(lateTokens),
    override && words.override(pointsWords(override.points)),
    withheld && words.withheld,
  ].filter((line) => line !== undefined);
}

/** Points as they are kept, an exact fraction such as `55/3`, as a person reads them. */
export function pointsWords(points: string): string {
  const [over = "0", under = "1"] = points.split("/");
  return formatPoints(Number(over) / Number(under));
}

function extensionWords({ dueAt, closesAt }: NonNullable<TermsContent["extension"]>): string {
  return closesAt === undefined
    ? words.extension(formatMoment(dueAt))
    : words.extensionCloses(formatMoment(dueAt), formatMoment(closesAt));
}
