import { ApiProblem, type Client, createClient } from "@lab-grader/core/client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useDeployment } from "../deployment-context.tsx";
import type { Session } from "../sign-in/session.ts";
import { useSession } from "../sign-in/session-context.tsx";

const ClientContext = createContext<Client | undefined>(undefined);

export function ClientProvider({ children }: { readonly children: ReactNode }) {
  const { apiUrl } = useDeployment();
  const session = useSession();
  const client = useMemo(
    () =>
      endingWith(
        session,
        createClient({
          baseUrl: apiUrl,
          fetch: (url, init) => fetch(url, init),
          token: () => session.token(),
        }),
      ),
    [apiUrl, session],
  );
  return <ClientContext value={client}>{children}</ClientContext>;
}

/** The API as whoever is signed in. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error("useClient is used outside of ClientProvider.");
  return client;
}

/** A token that the API does not take has ended, whatever its date says. */
function endingWith(session: Session, client: Client): Client {
  const noticing = async <Answer,>(answer: Promise<Answer>): Promise<Answer> => {
    try {
      return await answer;
    } catch (fault) {
      if (fault instanceof ApiProblem && fault.problem.code === "auth.required") session.end();
      throw fault;
    }
  };
  return {
    call: (endpoint, request) => noticing(client.call(endpoint, request)),
    getSubmission: (submissionId, etag) => noticing(client.getSubmission(submissionId, etag)),
  };
}
