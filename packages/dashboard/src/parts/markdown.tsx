import Link from "@cloudscape-design/components/link";
import TextContent from "@cloudscape-design/components/text-content";
import { type ReactNode, useMemo } from "react";
import type { Components } from "react-markdown";
import { text } from "../text/text.ts";
import { Command } from "./command.tsx";
import { textOf } from "./markdown-tree.ts";
import { type ReadMarkdown, readMarkdown } from "./read-markdown.ts";
import { ScrollArea } from "./scroll-area.tsx";
import "./markdown.css";

/** Markdown by somebody else; see `fitMarkdown` for what is left of it. */
export function Markdown({ children }: { readonly children: string }) {
  const { content } = useMarkdown(children);
  return <MarkdownText>{content}</MarkdownText>;
}

/** The same in two parts: its headings, for a table of contents, and what `MarkdownText` frames. */
export function useMarkdown(source: string): ReadMarkdown {
  return useMemo(() => readMarkdown(source, components), [source]);
}

export function MarkdownText({ children }: { readonly children: ReactNode }) {
  return (
    <TextContent>
      <div className="markdown">{children}</div>
    </TextContent>
  );
}

const components: Components = {
  a: ({ href, children: label }) =>
    href?.startsWith("https://") ? (
      <Link href={href} external externalIconAriaLabel={text.parts.opensNewTab}>
        {label}
      </Link>
    ) : (
      <Link {...(href !== undefined && { href })}>{label}</Link>
    ),
  // A fence is a command to be copied; `code` alone stays in its line.
  pre: ({ node }) => {
    const about = aboutOf(node?.properties);
    return (
      <Command
        label={about === undefined ? text.labs.commandOfSheet : text.labs.commandsAbout(about)}
      >
        {node ? textOf(node).trimEnd() : ""}
      </Command>
    );
  },
  table: ({ node, children: rows }) => {
    const about = aboutOf(node?.properties);
    return (
      <ScrollArea
        label={about === undefined ? text.labs.tableOfSheet : text.labs.tableAbout(about)}
      >
        <table>{rows}</table>
      </ScrollArea>
    );
  },
};

/** The heading above, as `fitMarkdown` left it. */
function aboutOf(properties: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const about = properties?.dataAbout;
  return typeof about === "string" ? about : undefined;
}
