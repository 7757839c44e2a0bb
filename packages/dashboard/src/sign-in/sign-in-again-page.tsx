import { useEffect, useRef } from "react";
import { Loading } from "../parts/loaded.tsx";
import { text } from "../text/text.ts";
import { SignedOutFrame } from "./sign-in-page.tsx";
import { useBeginSignIn } from "./use-begin-sign-in.ts";

/** The second tab, in which somebody signs in for one whose sign-in has ended. */
export function SignInAgainPage() {
  const begin = useBeginSignIn();
  const hasBegun = useRef(false);
  useEffect(() => {
    // Only the last attempt is kept, and React may run an effect twice.
    if (hasBegun.current) return;
    hasBegun.current = true;
    void begin({ returnTo: "/", isForOtherTab: true });
  }, [begin]);
  return (
    <SignedOutFrame title={text.signIn.working}>
      <Loading />
    </SignedOutFrame>
  );
}
