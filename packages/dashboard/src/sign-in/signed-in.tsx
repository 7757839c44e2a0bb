import { Shell } from "../layout/shell.tsx";
import { useSessionState } from "./session-context.tsx";
import { SignInPage } from "./sign-in-page.tsx";

/** The pages, for whoever is signed in; else the way to sign in and come back. */
export function SignedIn() {
  const { status } = useSessionState();
  return status === "signed-out" ? <SignInPage /> : <Shell />;
}
