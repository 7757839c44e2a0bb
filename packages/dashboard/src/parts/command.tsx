import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import { text } from "../text/text.ts";
import { ScrollArea } from "./scroll-area.tsx";

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
      <ScrollArea label={label}>
        <pre>
          <code>{children}</code>
        </pre>
      </ScrollArea>
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
