import { Navigate } from "react-router";
import { AppLink } from "../parts/app-link.tsx";
import { Empty } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { usePerson } from "../sign-in/session-context.tsx";
import { text } from "../text/text.ts";

/** `/`: where whoever is signed in starts. */
export function FirstPage() {
  const { isLearner, isStaff, login } = usePerson();
  if (isLearner) return <Navigate to="/labs" replace />;
  if (isStaff) return <Navigate to="/cohorts" replace />;
  return (
    <Page title={text.signIn.nobodyTitle}>
      <Empty
        title={text.signIn.nobody(login)}
        action={<AppLink to="/join">{text.shell.join}</AppLink>}
      />
    </Page>
  );
}
