import CloudscapeLink, { type LinkProps } from "@cloudscape-design/components/link";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";

/** A link to another page of this application. */
export function AppLink({
  to,
  children,
  ...props
}: {
  /** Path, with query and fragment where needed. */
  readonly to: string;
  readonly children: ReactNode;
} & Pick<LinkProps, "variant" | "fontSize" | "ariaLabel" | "color">) {
  const follow = useFollow();
  return (
    <CloudscapeLink href={to} onFollow={follow} {...props}>
      {children}
    </CloudscapeLink>
  );
}

/** For `onFollow` of Cloudscape's components: goes to a page of this application without a reload. */
export function useFollow() {
  const navigate = useNavigate();
  return (event: CustomEvent<{ href?: string; external?: boolean }>) => {
    const { href, external } = event.detail;
    if (href === undefined || external || !href.startsWith("/")) return;
    event.preventDefault();
    void navigate(href);
  };
}
