import { describe, expect, it } from "vitest";
import { aStream } from "../testing.ts";
import { renderTable } from "./table.ts";
import { createTerminal } from "./terminal.ts";
import { spread, wrap } from "./wrap.ts";

function aTerminalOn(options: {
  isTTY: boolean;
  isPlain?: boolean;
  environment?: Record<string, string>;
  columns?: number;
}) {
  const { isTTY, isPlain = false, environment = {}, columns = 80 } = options;
  const stdout = aStream({ isTTY, columns });
  const stderr = aStream({ isTTY });
  return {
    stdout,
    stderr,
    terminal: createTerminal({ stdout, stderr, isJson: false, isPlain, environment }),
  };
}

/** Clears the screen, in both spellings; renames the window; turns the line round. */
const hostile = "a\u001b[2Jb\u009b2Jc\u001b]0;x\u0007d\re\u202ef\u007fg";
const harmless = "a\ufffd[2Jb\ufffd2Jc\ufffd]0;x\ufffdd\ufffde\ufffdf\ufffdg\n";

describe("createTerminal", () => {
  it("colours only where a person watches and nobody objects", () => {
    expect(aTerminalOn({ isTTY: true }).terminal.paint("red", "x")).toBe("\u001b[31mx\u001b[39m");
    expect(aTerminalOn({ isTTY: false }).terminal.paint("red", "x")).toBe("x");
    expect(aTerminalOn({ isTTY: true, isPlain: true }).terminal.paint("red", "x")).toBe("x");
    const environment = { NO_COLOR: "1" };
    expect(aTerminalOn({ isTTY: true, environment }).terminal.paint("red", "x")).toBe("x");
  });

  it("takes 80 columns where the window says nothing or more", () => {
    expect(aTerminalOn({ isTTY: true, columns: 0 }).terminal.columns).toBe(80);
    expect(aTerminalOn({ isTTY: true, columns: 200 }).terminal.columns).toBe(80);
    expect(aTerminalOn({ isTTY: true, columns: 60 }).terminal.columns).toBe(60);
  });

  it("shows what others wrote without what moves the cursor, and keeps its own colours", () => {
    const { terminal, stdout, stderr } = aTerminalOn({ isTTY: true });

    terminal.print({ text: () => hostile, json: () => undefined });
    terminal.printText(hostile);
    terminal.note(hostile);
    terminal.printText(terminal.paint("green", "1\t2\r\n3"));

    expect(stdout.text()).toBe(`${harmless}${harmless}\u001b[32m1\t2\n3\u001b[39m\n`);
    expect(stderr.text()).toBe(harmless);
  });

  it("lets nobody else colour where nothing is coloured", () => {
    const { terminal, stdout } = aTerminalOn({ isTTY: false });

    terminal.printText("\u001b[32mmet\u001b[39m");

    expect(stdout.text()).toBe("\ufffd[32mmet\ufffd[39m\n");
  });

  it("escapes in JSON what JSON leaves as it is", () => {
    const stdout = aStream({ isTTY: true });
    const terminal = createTerminal({
      ...{ stdout, stderr: aStream(), isJson: true, isPlain: false, environment: {} },
    });

    terminal.print({ text: () => "", json: () => ({ name: hostile }) });

    expect(stdout.text()).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e]/u);
    expect(JSON.parse(stdout.text())).toEqual({ name: hostile });
  });

  it("keeps a line of progress on its line", () => {
    const { terminal, stderr } = aTerminalOn({ isTTY: true });

    terminal.progress.start("reading").end("a\u001b[2Jb");

    expect(stderr.text()).toBe("\r\u001b[2K│ reading    a\ufffd[2Jb\n");
  });

  it("moves one line of progress where a person watches", () => {
    const { terminal, stderr } = aTerminalOn({ isTTY: true });

    const line = terminal.progress.start("grading");
    line.update("1/2");
    line.end("2/2");

    expect(stderr.text()).toBe("\r\u001b[2K│ grading    1/2\r\u001b[2K│ grading    2/2\n");
  });

  it("writes every tenth update and the end into a pipe, none twice", () => {
    const { terminal, stderr } = aTerminalOn({ isTTY: false });

    const line = terminal.progress.start("grading");
    for (let done = 1; done <= 20; done += 1) line.update(`${done}/20`);
    line.end("20/20");

    expect(stderr.text()).toBe("│ grading    10/20\n│ grading    20/20\n");
  });
});

describe("wrap", () => {
  it("breaks a long address behind a slash and hangs the rest", () => {
    const text = wrap("docs.aws.amazon.com/guide/A-page.html", 30, {
      first: "read ",
      rest: "     ",
    });

    expect(text).toBe("read docs.aws.amazon.com/\n     guide/A-page.html");
  });

  it("breaks a word without a slash anywhere, and never loses a letter", () => {
    const text = wrap("x".repeat(25), 10, { first: "", rest: "" });

    expect(text).toBe("xxxxxxxxxx\nxxxxxxxxxx\nxxxxx");
  });
});

describe("spread", () => {
  it("puts the right part below where both don't fit", () => {
    expect(spread("left", "right", 15)).toBe("left      right");
    expect(spread("left", "right", 10)).toBe("left\nright");
  });
});

describe("renderTable", () => {
  it("lines columns up under their titles and cuts what is too long", () => {
    const table = renderTable(
      [{ title: "who" }, { title: "pts", align: "right", gap: 1 }, { title: "why", most: 5 }],
      [
        ["learner-01", "4", "as asked"],
        ["l", "40", ""],
      ],
      { rule: "─", more: "…" },
    );

    expect(table.split("\n")).toEqual([
      "who        pts  why",
      "────────── ───  ─────",
      "learner-01   4  as a…",
      "l           40",
    ]);
  });
});
