import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { text } from "../text/text.ts";
import { useSessionState } from "./session-context.tsx";

/** Where a second tab signs in for this one. */
export const signInForOtherTabPath = "/sign-in-again";

/** Over the page, which stays with everything that was typed, until somebody has signed in again. */
export function SignInEnded() {
  const { status } = useSessionState();
  const queries = useQueryClient();
  const [isWaiting, setIsWaiting] = useState(false);
  const hadEnded = useRef(false);

  useEffect(() => {
    if (status === "ended") hadEnded.current = true;
    if (status !== "signed-in" || !hadEnded.current) return;
    hadEnded.current = false;
    setIsWaiting(false);
    void queries.invalidateQueries();
  }, [status, queries]);

  if (status !== "ended") return null;
  return (
    <Modal
      visible
      header={text.signIn.endedTitle}
      closeAriaLabel={text.parts.close}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="s" alignItems="center">
            {isWaiting && <div role="status">{text.signIn.endedWaiting}</div>}
            <Button
              variant="primary"
              href={signInForOtherTabPath}
              target="_blank"
              iconName="external"
              iconAlign="right"
              onFollow={() => setIsWaiting(true)}
            >
              {text.signIn.again}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {text.signIn.ended}
    </Modal>
  );
}
