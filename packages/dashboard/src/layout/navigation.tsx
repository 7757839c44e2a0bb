import SideNavigation, {
  type SideNavigationProps,
} from "@cloudscape-design/components/side-navigation";
import { useLocation } from "react-router";
import { useFollow } from "../parts/app-link.tsx";
import { usePerson } from "../sign-in/session-context.tsx";
import { text } from "../text/text.ts";

const link = (label: string, href: string): SideNavigationProps.Link => ({
  type: "link",
  text: label,
  href,
});

/** The pages that whoever is signed in starts from. */
export function Navigation() {
  const { pathname } = useLocation();
  const { isLearner, isStaff } = usePerson();
  const follow = useFollow();
  const { shell } = text;
  const learn = [
    link(shell.labs, "/labs"),
    link(shell.sandbox, "/sandbox"),
    link(shell.questions, "/questions"),
    link(shell.join, "/join"),
    link(shell.commandLine, "/command-line"),
  ];
  const teach = [
    link(shell.cohorts, "/cohorts"),
    link(shell.library, "/library"),
    link(shell.operations, "/operations"),
    ...(isLearner ? [] : [link(shell.commandLine, "/command-line")]),
  ];
  const sections: SideNavigationProps.Item[] = [
    ...(isLearner || !isStaff
      ? [{ type: "section-group" as const, title: shell.learn, items: learn }]
      : []),
    ...(isStaff ? [{ type: "section-group" as const, title: shell.teach, items: teach }] : []),
  ];
  return <SideNavigation activeHref={activeOf(pathname)} items={sections} onFollow={follow} />;
}

/** The entry above a page: `/cohorts` for everything of a cohort. */
function activeOf(pathname: string): string {
  const [, first = ""] = pathname.split("/");
  if (first === "assignments") return "/cohorts";
  if (first === "checks") return "/library";
  return `/${first}`;
}
