import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";
import { Command } from "../../parts/command.tsx";
import { Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { cloudShellCommands } from "./commands.ts";

const { cloudShell: words } = text.commandLine;

/** The token in the lines that use it, until it ends. It is nowhere else. */
export function TokenLines({
  made: { token, expiresAt },
  of,
}: {
  readonly made: { readonly token: string; readonly expiresAt: string };
  readonly of: { readonly lab: string; readonly stage: string; readonly isSigned: boolean };
}) {
  const [hasEnded, setHasEnded] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setHasEnded(true), Date.parse(expiresAt) - Date.now());
    return () => clearTimeout(timer);
  }, [expiresAt]);

  if (hasEnded) return <Alert type="info">{words.ended}</Alert>;
  return (
    <SpaceBetween size="xs">
      <Command label={words.paste}>
        {cloudShellCommands({ siteUrl: location.origin, token, ...of })}
      </Command>
      <Box color="text-body-secondary">
        {words.shownOnce} <Moment at={expiresAt} />.
      </Box>
    </SpaceBetween>
  );
}
