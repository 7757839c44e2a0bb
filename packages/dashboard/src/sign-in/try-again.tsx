import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { text } from "../text/text.ts";
import { useBeginSignIn } from "./use-begin-sign-in.ts";

/** What went wrong with a sign-in, and a new one from the start. */
export function TryAgain({ children }: { readonly children: ReactNode }) {
  const begin = useBeginSignIn();
  return (
    <SpaceBetween size="m">
      <div>{children}</div>
      <Button variant="primary" onClick={() => void begin({ returnTo: "/", isForOtherTab: false })}>
        {text.signIn.again}
      </Button>
    </SpaceBetween>
  );
}
