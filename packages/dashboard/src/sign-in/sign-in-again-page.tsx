import { useEffect } from "react";
import { Loading } from "../parts/loaded.tsx";
import { text } from "../text/text.ts";
import { SignedOutFrame } from "./sign-in-page.tsx";
import { useBeginSignIn } from "./use-begin-sign-in.ts";

/** The second tab, in which somebody signs in for one whose sign-in has ended. */
export function SignInAgainPage() {
  const begin = useBeginSignIn();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the tab is opened
  useEffect(() => {
    void begin({ returnTo: "/", isForOtherTab: true });
  }, []);
  return (
    <SignedOutFrame title={text.signIn.working}>
      <Loading />
    </SignedOutFrame>
  );
}
