import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useEffect } from "react";
import { useLocation } from "react-router";
import { isLocal } from "../deployment.ts";
import { useDeployment } from "../deployment-context.tsx";
import { LocalStrip } from "../layout/local-strip.tsx";
import { text } from "../text/text.ts";
import { useBeginSignIn } from "./use-begin-sign-in.ts";

/** What somebody sees who is not signed in; afterwards they are on the page that they asked for. */
export function SignInPage() {
  const isOnLaptop = isLocal(useDeployment());
  const { pathname, search, hash } = useLocation();
  const begin = useBeginSignIn();
  const { signIn } = text;
  return (
    <SignedOutFrame title={signIn.title}>
      <SpaceBetween size="l">
        <Box variant="p">{signIn.lead}</Box>
        {isOnLaptop && <Box color="text-body-secondary">{signIn.localNote}</Box>}
        <Button
          variant="primary"
          onClick={() =>
            void begin({ returnTo: `${pathname}${search}${hash}`, isForOtherTab: false })
          }
        >
          {isOnLaptop ? signIn.buttonLocal : signIn.button}
        </Button>
        <div>
          <Box variant="h2">{signIn.promisesTitle}</Box>
          <ul>
            {signIn.promises.map((promise) => (
              <li key={promise}>{promise}</li>
            ))}
          </ul>
        </div>
      </SpaceBetween>
    </SignedOutFrame>
  );
}

/** A page without navigation: there is nobody yet whose navigation it could be. */
export function SignedOutFrame({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  const isOnLaptop = isLocal(useDeployment());
  useEffect(() => {
    document.title = text.shell.pageTitle(title);
  }, [title]);
  return (
    <>
      {isOnLaptop && <LocalStrip />}
      <main className="signed-out">
        <Container header={<Header variant="h1">{title}</Header>}>{children}</Container>
      </main>
    </>
  );
}
