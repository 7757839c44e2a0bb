import Alert from "@cloudscape-design/components/alert";
import AppLayoutToolbar from "@cloudscape-design/components/app-layout-toolbar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Suspense } from "react";
import { Outlet, ScrollRestoration, useLocation } from "react-router";
import { isLocal } from "../deployment.ts";
import { useDeployment } from "../deployment-context.tsx";
import { Loading } from "../parts/loaded.tsx";
import { NotificationList } from "../parts/notifications.tsx";
import { SignInEnded } from "../sign-in/sign-in-ended.tsx";
import { text } from "../text/text.ts";
import { LocalStrip } from "./local-strip.tsx";
import { Navigation } from "./navigation.tsx";
import { TopBar } from "./top-bar.tsx";
import { useOnline } from "./use-online.ts";

const { shell } = text;

/** What is around every page. */
export function Shell() {
  const isOnLaptop = isLocal(useDeployment());
  const isOnline = useOnline();
  const { pathname } = useLocation();
  return (
    <>
      <a className="skip-link" href="#content">
        {shell.skipToContent}
      </a>
      <div id="top-bar">
        {isOnLaptop && <LocalStrip />}
        <TopBar />
      </div>
      <AppLayoutToolbar
        headerSelector="#top-bar"
        navigation={<Navigation />}
        notifications={<NotificationList />}
        toolsHide
        ariaLabels={{
          navigation: shell.navigation,
          navigationToggle: shell.openNavigation,
          navigationClose: shell.closeNavigation,
          notifications: shell.notifications,
        }}
        content={
          <div id="content" tabIndex={-1}>
            <SpaceBetween size="l">
              {!isOnline && (
                <div role="status">
                  <Alert type="warning" header={shell.offlineTitle}>
                    {shell.offline}
                  </Alert>
                </div>
              )}
              <Suspense key={pathname} fallback={<Loading />}>
                <Outlet />
              </Suspense>
            </SpaceBetween>
          </div>
        }
      />
      <SignInEnded />
      <ScrollRestoration />
    </>
  );
}
