import I18nProvider from "@cloudscape-design/components/i18n";
import messages from "@cloudscape-design/components/i18n/messages/all.en";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { createBrowserRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { ClientProvider } from "./api/client-context.tsx";
import { createQueryClient } from "./api/query-client.ts";
import type { Deployment } from "./deployment.ts";
import { DeploymentProvider } from "./deployment-context.tsx";
import { NotificationsProvider } from "./parts/notifications.tsx";
import { routes } from "./routes.tsx";
import type { Session } from "./sign-in/session.ts";
import { SessionProvider } from "./sign-in/session-context.tsx";

/** The application in everything that its pages stand on. */
export function App({
  deployment,
  session,
}: {
  readonly deployment: Deployment;
  readonly session: Session;
}) {
  const [queries] = useState(createQueryClient);
  const [router] = useState(() => createBrowserRouter(routes));
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <DeploymentProvider deployment={deployment}>
        <SessionProvider session={session}>
          <QueryClientProvider client={queries}>
            <ClientProvider>
              <NotificationsProvider>
                <RouterProvider router={router} />
              </NotificationsProvider>
            </ClientProvider>
          </QueryClientProvider>
        </SessionProvider>
      </DeploymentProvider>
    </I18nProvider>
  );
}
