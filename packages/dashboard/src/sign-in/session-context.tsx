import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { Session, SessionState } from "./session.ts";
import type { Person } from "./tokens.ts";

const SessionContext = createContext<Session | undefined>(undefined);

export function SessionProvider({
  session,
  children,
}: {
  readonly session: Session;
  readonly children: ReactNode;
}) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The session of this tab. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession is used outside of SessionProvider.");
  return session;
}

/** Who is signed in; drawn again when that changes. */
export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.state);
}

/** Whoever is, or just was, signed in. Only below `SignedIn`. */
export function usePerson(): Person & { readonly isLearner: boolean; readonly isStaff: boolean } {
  const state = useSessionState();
  const person = state.status === "signed-out" ? { login: "", groups: [] } : state.person;
  return {
    ...person,
    isLearner: person.groups.includes("learner"),
    isStaff: person.groups.includes("instructor") || person.groups.includes("admin"),
  };
}
