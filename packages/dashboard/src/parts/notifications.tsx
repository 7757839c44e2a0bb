import Flashbar, { type FlashbarProps } from "@cloudscape-design/components/flashbar";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { text } from "../text/text.ts";

interface Notice {
  readonly type: "success" | "info" | "warning";
  readonly text: string;
}

interface Notifications {
  readonly items: readonly FlashbarProps.MessageDefinition[];
  notify(notice: Notice): void;
}

const NotificationsContext = createContext<Notifications>({ items: [], notify: () => {} });

export function NotificationsProvider({ children }: { readonly children: ReactNode }) {
  const [notices, setNotices] = useState<readonly (Notice & { readonly id: string })[]>([]);
  const notify = useCallback((notice: Notice) => {
    // The newest says what has just happened; one that says the same takes its place.
    setNotices((shown) => [
      { ...notice, id: crypto.randomUUID() },
      ...shown.filter((one) => one.text !== notice.text).slice(0, 3),
    ]);
  }, []);
  const items = notices.map(({ id, type, text: content }) => ({
    ...{ id, type, content },
    dismissible: true,
    dismissLabel: text.parts.dismiss,
    onDismiss: () => setNotices((shown) => shown.filter((one) => one.id !== id)),
  }));
  return <NotificationsContext value={{ items, notify }}>{children}</NotificationsContext>;
}

/** Says at the top of the page what has happened: `notify({type: "success", text})`. Faults stay where they happened. */
export function useNotify(): Notifications["notify"] {
  return useContext(NotificationsContext).notify;
}

export function NotificationList() {
  const { items } = useContext(NotificationsContext);
  return (
    <Flashbar items={items} i18nStrings={{ ariaLabel: text.shell.notifications }} stackItems />
  );
}
