import { text } from "../text/text.ts";

/** Nobody should take a local system for the real one, or the other way round. */
export function LocalStrip() {
  return (
    <aside className="local-strip" aria-label={text.shell.localMark}>
      <strong>{text.shell.localMark}</strong> {text.shell.localDetail}
    </aside>
  );
}
