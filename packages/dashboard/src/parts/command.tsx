import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import { text } from "../text/text.ts";

/** Lines for a shell, with a button that copies them. */
export function Command({
  children,
  label,
}: {
  readonly children: string;
  /** What is copied, for who doesn't see the lines beside the button. */
  readonly label: string;
}) {
  return (
    <div className="command">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form */}
      <div role="group" tabIndex={0} aria-label={label}>
        <pre>
          <code>{children}</code>
        </pre>
      </div>
      <CopyToClipboard
        variant="icon"
        copyButtonAriaLabel={`${text.parts.copy}: ${label}`}
        copySuccessText={text.parts.copied}
        copyErrorText={text.parts.copyFailed}
        textToCopy={children}
      />
    </div>
  );
}
