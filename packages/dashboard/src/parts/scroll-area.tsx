import type { ReactNode } from "react";

/** What is wider than its place, and scrolls in itself; reachable by keyboard, with a name. */
export function ScrollArea({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls by arrow keys
    <div className="scrolls" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
