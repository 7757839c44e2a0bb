const prefix = "lab-grader.draft.";

/** Where a draft is kept: somebody's, under a name of the application. */
export function draftKey(login: string, name: string): string {
  return `${ownPrefix(login)}${name}`;
}

/** Those of the keys that hold drafts of this person. */
export function draftKeysOf(login: string, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => key.startsWith(ownPrefix(login)));
}

/** A login may have any sign but a space: without one, `ann` would begin what is `ann.lee`'s. */
function ownPrefix(login: string): string {
  return `${prefix}${login} `;
}
