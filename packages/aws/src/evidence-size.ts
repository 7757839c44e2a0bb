import type { Answer } from "@lab-grader/core/evidence/evidence";

/** Bytes of the JSON text, before compression. */
export function sizeBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/**
 * The answers of a fact's calls, in order, as far as they fit. Of a paged call the pages that fit
 * are kept and the last of them is marked; a first answer that does not fit is kept without its
 * output, which no normaliser then reads.
 */
export function fittedAnswers(
  answersOfCalls: readonly (readonly Answer[])[],
  mostBytes: number,
): Answer[] {
  let remaining = mostBytes;
  return answersOfCalls.flatMap((answers) => {
    const fitted: Answer[] = [];
    for (const answer of answers) {
      const bytes = sizeBytes(answer);
      if (bytes > remaining) return markedAsTruncated(fitted, answer);
      remaining -= bytes;
      fitted.push(answer);
    }
    return fitted;
  });
}

function markedAsTruncated(fitted: readonly Answer[], tooLarge: Answer): Answer[] {
  const last = fitted.at(-1);
  if (last) return [...fitted.slice(0, -1), { ...last, truncated: true }];
  const { output: _output, ...asked } = tooLarge;
  return [{ ...asked, truncated: true }];
}
