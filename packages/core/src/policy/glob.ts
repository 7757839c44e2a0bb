/**
 * Whether the text matches a pattern of `*` (any characters, none too) and `?` (one character).
 * Linear in practice: it keeps one point to return to, so no pattern can make it slow.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let patternAt = 0;
  let textAt = 0;
  let starAt = -1;
  let starTextAt = 0;
  while (textAt < text.length) {
    const wanted = pattern[patternAt];
    if (wanted === "*") {
      starAt = patternAt;
      starTextAt = textAt;
      patternAt += 1;
      continue;
    }
    if (wanted === "?" || wanted === text[textAt]) {
      patternAt += 1;
      textAt += 1;
      continue;
    }
    if (starAt === -1) {
      return false;
    }
    starTextAt += 1;
    patternAt = starAt + 1;
    textAt = starTextAt;
  }
  while (pattern[patternAt] === "*") {
    patternAt += 1;
  }
  return patternAt === pattern.length;
}
