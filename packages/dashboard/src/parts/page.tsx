import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import { type ReactNode, useEffect } from "react";
import { text } from "../text/text.ts";
import { useFollow } from "./app-link.tsx";

/** A page above this one. */
export interface Crumb {
  readonly text: string;
  readonly to: string;
}

/** The frame of every page: its title (the only h1), where it lies, and what can be done here. */
export function Page({
  title,
  crumbs = [],
  description,
  actions,
  children,
}: {
  readonly title: string;
  /** From the top down, without the page itself. */
  readonly crumbs?: readonly Crumb[];
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const follow = useFollow();
  const above = crumbs.at(-1)?.text;
  useEffect(() => {
    document.title = text.shell.pageTitle(title, above);
  }, [title, above]);
  const items = [
    ...crumbs.map((crumb) => ({ text: crumb.text, href: crumb.to })),
    { text: title, href: "" },
  ];
  return (
    <ContentLayout
      breadcrumbs={
        crumbs.length === 0 ? undefined : <BreadcrumbGroup items={items} onFollow={follow} />
      }
      header={
        <Header variant="h1" description={description} actions={actions}>
          <bdi className="learner-text">{title}</bdi>
        </Header>
      }
    >
      {children}
    </ContentLayout>
  );
}
