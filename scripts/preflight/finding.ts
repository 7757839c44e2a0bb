/** What one check found out. */
export type Finding = {
  /** A few words: `Lambda concurrency`. */
  readonly check: string;
  readonly found: string;
} & (
  | { readonly status: "ok" }
  /** Works, but look at it. */
  | { readonly status: "warning"; readonly change: string }
  /** The deployment would fail, or its people could not work. */
  | { readonly status: "failed"; readonly expected: string; readonly change: string }
  /** Nobody could be asked; `found` says why. */
  | { readonly status: "unchecked" }
);

/** Runs a question to somebody else; whoever does not answer leaves the check open, not failed. */
export async function orUnchecked(
  check: string,
  ask: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await ask();
  } catch (fault) {
    return [{ check, status: "unchecked", found: reasonOf(fault) }];
  }
}

/** `AccessDenied: …`, on one line. */
export function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  const text = fault.name === "Error" ? fault.message : `${fault.name}: ${fault.message}`;
  return text.replaceAll(/\s+/g, " ").trim();
}
