/** A node of what Markdown became; of an element, comment or text only what is used here. */
export interface MarkdownNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: MarkdownNode[];
}

/** A heading that can be linked to. */
export interface MarkdownHeading {
  /** Of the element: the fragment of a deep link, such as `build-it`. */
  readonly id: string;
  readonly text: string;
  /** From 2; no level is left out. */
  readonly level: number;
}

/** Nobody writes deeper, and a browser lays out what is nested some thousand times very slowly. */
const deepest = 40;
/** Ids of the pages around it: a skip link must not end at a heading called "content". */
const taken = ["content", "root", "top-bar"];
const inline = ["a", "code", "del", "em", "img", "input", "strong"];

/**
 * Makes the tree of a text by somebody else fit for a page, in place: its first heading is left to
 * the page, the others begin with h2 and have ids; only `https:` addresses and places of the text
 * itself are links; an image is its description, so that nothing is asked of another site.
 * @returns the headings, in order.
 */
export function fitMarkdown(tree: MarkdownNode): readonly MarkdownHeading[] {
  const title = (tree.children ?? []).find(({ type }) => type === "element");
  if (title?.tagName === "h1") {
    tree.children = (tree.children ?? []).filter((node) => node !== title);
  }
  const headings: MarkdownHeading[] = [];
  const ids = new Map(taken.map((id) => [id, 1]));
  fit(tree, 0, (node) => {
    if (node.tagName === "pre" || node.tagName === "table") {
      node.properties = { ...node.properties, dataAbout: headings.at(-1)?.text };
      return;
    }
    const level = /^h([1-6])$/.exec(node.tagName ?? "")?.[1];
    if (level === undefined) return;
    const text = textOf(node);
    const heading = {
      id: unusedId(text, ids),
      text,
      level: Math.min(Math.max(Number(level), 2), (headings.at(-1)?.level ?? 1) + 1),
    };
    headings.push(heading);
    node.tagName = `h${heading.level}`;
    node.properties = { ...node.properties, id: heading.id, tabIndex: -1 };
  });
  leaveKnownPlaces(tree, new Set([...headings.map(({ id }) => id), ...ownIds(tree)]));
  return headings;
}

/** All text in a node, however deep. */
export function textOf(node: MarkdownNode): string {
  const texts: string[] = [];
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value === "string") texts.push(next.value);
    open.push(...[...(next.children ?? [])].reverse());
  }
  return texts.join("");
}

function fit(node: MarkdownNode, depth: number, onBlock: (node: MarkdownNode) => void): void {
  fitElement(node);
  onBlock(node);
  if (depth >= deepest && node.children) {
    node.children = [{ type: "text", value: textOf(node) }];
    return;
  }
  for (const child of node.children ?? []) fit(child, depth + 1, onBlock);
}

function fitElement(node: MarkdownNode): void {
  const { tagName, properties = {} } = node;
  if (tagName === undefined) return;
  if (tagName === "a" && !isAddress(properties.href)) becomeSpan(node);
  if (tagName === "img") {
    const { alt } = properties;
    node.tagName = "em";
    node.properties = {};
    node.children = typeof alt === "string" ? [{ type: "text", value: alt }] : [];
  }
  if (tagName === "input") {
    becomeSpan(node);
    node.children = [{ type: "text", value: properties.checked ? "☑" : "☐" }];
  }
  if (tagName === "th" && textOf(node).trim() === "") node.tagName = "td";
  // Markdown can't write a table without a row of headings.
  if (tagName === "table") {
    node.children = (node.children ?? []).filter(
      (part) => part.tagName !== "thead" || textOf(part).trim() !== "",
    );
  }
  // Each block reads in its own direction.
  if (!inline.includes(tagName)) node.properties = { ...node.properties, dir: "auto" };
}

function isAddress(href: unknown): boolean {
  if (typeof href !== "string") return false;
  return href.startsWith("#") || (href.startsWith("https://") && URL.canParse(href));
}

/** A link to a place that the text does not have would lead nowhere, or into the page around it. */
function leaveKnownPlaces(node: MarkdownNode, known: ReadonlySet<string>): void {
  const href = node.tagName === "a" ? node.properties?.href : undefined;
  if (typeof href === "string" && href.startsWith("#") && !known.has(href.slice(1))) {
    becomeSpan(node);
  }
  for (const child of node.children ?? []) leaveKnownPlaces(child, known);
}

function ownIds(node: MarkdownNode): string[] {
  const id = node.properties?.id;
  return [...(typeof id === "string" ? [id] : []), ...(node.children ?? []).flatMap(ownIds)];
}

function becomeSpan(node: MarkdownNode): void {
  node.tagName = "span";
  node.properties = {};
}

/**
 * `3. Make the table` -> `3-make-the-table`, as GitHub makes them.
 * @param next the number for the next heading that would have this id
 */
function unusedId(text: string, next: Map<string, number>): string {
  const words = text.toLowerCase().replace(/[^\p{L}\p{N}\s-]/gu, "");
  const base = words.trim().replace(/\s+/g, "-").slice(0, 80) || "section";
  let number = next.get(base) ?? 0;
  let id = number === 0 ? base : `${base}-${number}`;
  while (next.has(id)) {
    number += 1;
    id = `${base}-${number}`;
  }
  next.set(base, number + 1).set(id, next.get(id) ?? 1);
  return id;
}
