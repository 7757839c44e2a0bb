import type { InquiryView } from "@lab-grader/core/contracts/endpoints/inquiries";
import { pointsText } from "@lab-grader/core/views/figures";
import type { Terminal } from "../terminal/terminal.ts";
import { wrap } from "../terminal/wrap.ts";

/** One inquiry: who, about what, the verdict then and now, the answer. */
export function inquiryText(inquiry: InquiryView, { columns }: Terminal): string {
  const { inquiryId, login, criterion, title, submissionId, text, askedAt, answer } = inquiry;
  const { about, current, hasChanged } = inquiry;
  const indented = (words: string) => wrap(words, columns, { first: "  ", rest: "  " });
  return [
    `${inquiryId}   ${inquiry.state}   ${askedAt.slice(0, 16).replace("T", " ")}${login === undefined ? "" : `   ${login}`}`,
    indented(`${criterion}: ${title}`),
    indented(submissionId),
    ...(about ? [indented(`then  ${verdictText(about)}`)] : []),
    ...(current && hasChanged ? [indented(`now   ${verdictText(current)}`)] : []),
    indented(`"${text}"`),
    ...(answer ? [indented(`${answer.decision}, ${answer.by}: ${answer.text}`)] : []),
  ].join("\n");
}

function verdictText({ outcome }: NonNullable<InquiryView["about"]>): string {
  if (!outcome) return "not asked by this version of the lab";
  const { points, maxPoints, short } = outcome;
  const figure = points === null ? "-" : pointsText(points);
  return `${figure} of ${pointsText(maxPoints)}, ${short}`;
}
