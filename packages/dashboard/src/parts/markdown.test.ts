import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { readMarkdown } from "./read-markdown.ts";

const htmlOf = (source: string) => renderToStaticMarkup(readMarkdown(source).content);
const headingsOf = (source: string) => readMarkdown(source).headings;

describe("readMarkdown", () => {
  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <b onclick=alert(1)>word</b> in a line",
    "<style>body{display:none}</style>",
    '<iframe src="https://example.org"></iframe>',
    "<a href=javascript:alert(1)>here</a>",
    "<!-- <script>alert(1)</script> -->",
  ])("shows %s as text", (source) => {
    const html = htmlOf(source);

    expect(html).toContain("&lt;");
    expect(html.match(/<(?!\/?(p|pre)\b)/)).toBeNull();
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](http://example.org)",
    "[x](//example.org/x)",
    "[x](/labs)",
    "[x](../lab.yaml)",
    "[x](mailto:somebody@example.org)",
    "[x](https://)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "www.example.org",
    "[x](#nowhere)",
    "[x](#content)",
  ])("has no link for %j", (source) => {
    expect(htmlOf(source)).not.toMatch(/href|src/);
  });

  it("links to https and to its own headings", () => {
    const html = htmlOf(
      "# Title\n\n[there](https://docs.aws.amazon.com/)\n\n[here](#build-it)\n\n## Build it",
    );

    expect(html).toContain('href="https://docs.aws.amazon.com/"');
    expect(html).toContain('href="#build-it"');
    expect(html).toContain('<h2 dir="auto" id="build-it"');
  });

  it("asks for no image, and shows its description", () => {
    const html = htmlOf('![two tables](https://example.org/x.png "hover" )');

    expect(html).toBe('<p dir="auto"><em>two tables</em></p>');
  });

  it("leaves the first heading to the page, and no level out", () => {
    const headings = headingsOf("# Lab\n\n# Again\n\n#### Deep\n\n## Back");

    expect(headings.map(({ text, level }) => [text, level])).toEqual([
      ["Again", 2],
      ["Deep", 3],
      ["Back", 2],
    ]);
  });

  it("makes an id for every heading, and none twice or of the page around it", () => {
    const ids = headingsOf(
      "## Build it\n\n## Build it 1\n\n## Build it\n\n## Content\n\n## `root`\n\n## ???\n\n## Überblick",
    ).map(({ id }) => id);

    expect(ids).toEqual([
      ...["build-it", "build-it-1", "build-it-2"],
      ...["content-1", "root-1", "section", "überblick"],
    ]);
  });

  it("draws what is long because it has much to say", () => {
    const table = `|a|b|\n|-|-|\n${"|1|2|\n".repeat(200)}`;
    const html = htmlOf(`${table}\n${"A sentence in a paragraph.\n\n".repeat(500)}`);

    expect(html.match(/<tr/g)).toHaveLength(201);
    expect(html.match(/<p/g)).toHaveLength(500);
  });

  it("has no headings of a table that say nothing", () => {
    const html = htmlOf("| | |\n|-|-|\n| time | 90 minutes |\n\n| a | |\n|-|-|\n| 1 | 2 |");

    expect(html.match(/<thead/g)).toHaveLength(1);
    expect(html).not.toMatch(/<th[^>]*><\/th>/);
  });

  it("marks tasks with signs, not with boxes that do nothing", () => {
    const html = htmlOf("- [x] done\n- [ ] open");

    expect(html).toContain("☑");
    expect(html).toContain("☐");
    expect(html).not.toContain("<input");
  });

  it.each([
    ["quotes", ">".repeat(49)],
    ["lists", "- ".repeat(49)],
    ["emphasis", "*a **b ".repeat(1_000)],
    ["brackets", "[".repeat(5_000)],
  ])("draws %s that are nested deep", (_name, source) => {
    const html = htmlOf(`${source} the end`);

    expect(html).toContain("the end");
    expect((html.match(/<(blockquote|ul|em|strong)/g) ?? []).length).toBeLessThan(50);
  });

  it.each([
    ["quotes", ">".repeat(99_000)],
    ["lists", "- ".repeat(49_000)],
    [
      "lists line by line",
      Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth)}- x`).join("\n"),
    ],
    ["columns", `${"|a".repeat(20_000)}\n${"|-".repeat(20_000)}`],
    ["empty cells", `${"|a".repeat(300)}\n${"|-".repeat(300)}\n${"a\n".repeat(200)}`],
    [
      "empty cells of many tables",
      `${"|a".repeat(100)}\n${"|-".repeat(100)}\n${"a\r".repeat(90)}\n\n`.repeat(4),
    ],
    ["paragraphs", "a word\n".repeat(6_000)],
  ])("shows %s without end as they were written", (_name, source) => {
    const html = htmlOf(`${source}\n\nthe <b>end</b>`);

    expect(html).toMatch(/^<pre/);
    expect(html).toContain("the &lt;b&gt;end");
  });
});
