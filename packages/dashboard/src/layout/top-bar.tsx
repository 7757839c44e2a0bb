import TopNavigation from "@cloudscape-design/components/top-navigation";
import { useNavigate } from "react-router";
import { forgetDrafts } from "../parts/use-draft.ts";
import { usePerson, useSession } from "../sign-in/session-context.tsx";
import { text } from "../text/text.ts";
import { setTheme, type Theme, useTheme } from "./theme.ts";

const { shell } = text;

/** Who is signed in, and how the pages look. */
export function TopBar() {
  const { login } = usePerson();
  const session = useSession();
  const navigate = useNavigate();
  const theme = useTheme();

  const signOut = async () => {
    forgetDrafts(login);
    location.assign(await session.signOut());
  };

  return (
    <TopNavigation
      identity={{
        href: "/",
        title: shell.product,
        logo: { src: "/mark.svg", alt: shell.firstPageOf },
        onFollow: (event) => {
          event.preventDefault();
          void navigate("/");
        },
      }}
      utilities={[
        {
          type: "menu-dropdown",
          iconName: "settings",
          ariaLabel: shell.theme,
          title: shell.theme,
          items: themes.map(({ id, name }) => ({
            id,
            text: name,
            itemType: "checkbox",
            checked: id === theme,
          })),
          onItemClick: ({ detail }) => {
            const chosen = themes.find(({ id }) => id === detail.id);
            if (chosen) setTheme(chosen.id);
          },
        },
        {
          type: "menu-dropdown",
          iconName: "user-profile",
          text: login,
          ariaLabel: `${shell.account}: ${login}`,
          items: [{ id: "sign-out", text: shell.signOut }],
          onItemClick: () => void signOut(),
        },
      ]}
      i18nStrings={{
        overflowMenuTriggerText: shell.more,
        overflowMenuTitleText: shell.overflowTitle,
      }}
    />
  );
}

const themes: readonly { readonly id: Theme; readonly name: string }[] = [
  { id: "system", name: shell.system },
  { id: "light", name: shell.light },
  { id: "dark", name: shell.dark },
];
