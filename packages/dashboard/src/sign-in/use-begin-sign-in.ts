import { useCallback } from "react";
import { useDeployment } from "../deployment-context.tsx";
import { beginSignIn } from "./code-flow.ts";

/** Leaves for the sign-in page, which sends the browser back to `returnTo`. */
export function useBeginSignIn() {
  const deployment = useDeployment();
  return useCallback(
    async (asked: { readonly returnTo: string; readonly isForOtherTab: boolean }) => {
      const place = { store: sessionStorage, origin: location.origin };
      location.assign(await beginSignIn(deployment, asked, place));
    },
    [deployment],
  );
}
