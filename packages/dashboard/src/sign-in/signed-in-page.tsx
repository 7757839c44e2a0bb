import { useEffect, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useDeployment } from "../deployment-context.tsx";
import { FaultAlert } from "../parts/fault-alert.tsx";
import { Loading } from "../parts/loaded.tsx";
import { text } from "../text/text.ts";
import { finishSignIn } from "./code-flow.ts";
import { useSession } from "./session-context.tsx";
import { SignedOutFrame } from "./sign-in-page.tsx";
import { SignInRefused } from "./tokens.ts";
import { TryAgain } from "./try-again.tsx";

type Progress =
  | { readonly status: "working" | "refused" | "for-other-tab" }
  | { readonly status: "failed"; readonly fault: unknown };

/** Where the sign-in page sends the browser to: changes the code and goes on to the page asked for. */
export function SignedInPage() {
  const [query] = useSearchParams();
  const deployment = useDeployment();
  const session = useSession();
  const navigate = useNavigate();
  const [progress, setProgress] = useState<Progress>({ status: "working" });
  const hasBegun = useRef(false);

  useEffect(() => {
    // A code is good once, and React may run an effect twice.
    if (hasBegun.current) return;
    hasBegun.current = true;
    const place = {
      store: sessionStorage,
      origin: location.origin,
      fetch: globalThis.fetch.bind(globalThis),
      now: Date.now,
    };
    finishSignIn(deployment, query, place).then(
      ({ tokens, returnTo, isForOtherTab }) => {
        session.signIn(tokens, { isForOtherTab });
        if (isForOtherTab) setProgress({ status: "for-other-tab" });
        else void navigate(returnTo, { replace: true });
      },
      (fault: unknown) =>
        setProgress(
          fault instanceof SignInRefused ? { status: "refused" } : { status: "failed", fault },
        ),
    );
  }, [deployment, query, session, navigate]);

  const { signIn } = text;
  switch (progress.status) {
    case "working":
      return (
        <SignedOutFrame title={signIn.working}>
          <Loading />
        </SignedOutFrame>
      );
    case "for-other-tab":
      return <SignedOutFrame title={signIn.backTitle}>{signIn.back}</SignedOutFrame>;
    case "refused":
      return (
        <SignedOutFrame title={signIn.failedTitle}>
          <TryAgain>{signIn.failed}</TryAgain>
        </SignedOutFrame>
      );
    case "failed":
      return (
        <SignedOutFrame title={signIn.failedTitle}>
          <TryAgain>
            <FaultAlert fault={progress.fault} />
          </TryAgain>
        </SignedOutFrame>
      );
    default:
      return progress satisfies never;
  }
}
