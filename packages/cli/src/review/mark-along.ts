import { createInterface } from "node:readline";
import type { Client } from "@lab-grader/core/client";
import {
  getUnmarked,
  markAtPlace,
  type UnmarkedView,
} from "@lab-grader/core/contracts/endpoints/review";
import { pointsText } from "@lab-grader/core/views/figures";
import type { CommandContext } from "../command.ts";
import { CommandError, usageError } from "../command-error.ts";
import { wrap } from "../terminal/wrap.ts";

/** One mark that was given. */
export interface GivenMark {
  readonly place: string;
  readonly criterion: string;
  readonly level: number;
}

type Text = UnmarkedView["criteria"][number];

/** Shows text after text and takes the level that is typed; nothing typed leaves the text for later. */
export async function markAlong(
  {
    client,
    assignmentId,
    showNames,
  }: { readonly client: Client; readonly assignmentId: string; readonly showNames: boolean },
  context: CommandContext,
): Promise<GivenMark[]> {
  const { stdin, signal } = context;
  if (!stdin)
    throw usageError(
      "usage.nobody_types",
      "Levels are typed. Without a terminal, take --submission, --criterion and --level.",
    );
  const lines = createInterface({ input: stdin, signal })[Symbol.asyncIterator]();
  const typed = async () => {
    const line = await lines.next();
    return line.done ? undefined : line.value.trim();
  };
  const marked: GivenMark[] = [];
  let after: string | undefined;
  for (;;) {
    const { next } = await client.call(getUnmarked, {
      params: { assignmentId },
      query: { after, hideNames: showNames ? "false" : "true" },
    });
    if (!next) return marked;
    const [first] = next.criteria;
    if (!first) return marked;
    show(next, first, context);
    const level = await typedLevel(first, typed, context);
    if (level === "end") return marked;
    if (level === "later") {
      after = next.place;
      continue;
    }
    context.terminal.note("A comment for the learner, or nothing:");
    const comment = (await typed()) || undefined;
    const { place, gradeId: seenGrade } = next;
    const { criterion } = first;
    if (
      await mark(client, { assignmentId, place }, { criterion, level, comment, seenGrade }, context)
    )
      marked.push({ place, criterion, level });
  }
}

function show(
  next: UnmarkedView,
  { title, maxPoints, asked, text, levels }: Text,
  { terminal }: CommandContext,
): void {
  const indented = (words: string) => wrap(words, terminal.columns, { first: "  ", rest: "  " });
  const { learner } = next;
  const whose = learner ? `   ${learner.name ?? learner.login}` : "";
  terminal.printText(
    [
      `\n${title}   ${pointsText(maxPoints)} points${whose}`,
      indented(asked),
      "",
      ...text.split("\n").map(indented),
      "",
      ...levels.map(({ level, points, when }) => `  ${level}  ${pointsText(points)}  ${when}`),
    ].join("\n"),
  );
}

async function typedLevel(
  { levels }: Text,
  typed: () => Promise<string | undefined>,
  { terminal }: CommandContext,
): Promise<number | "later" | "end"> {
  for (;;) {
    terminal.note(`Level 1 to ${levels.length}, nothing for later, q to stop:`);
    const line = await typed();
    if (line === undefined || line === "q") return "end";
    if (line === "") return "later";
    const level = Number(line);
    if (levels.some((each) => each.level === level)) return level;
  }
}

/** @returns false where somebody else has decided over it meanwhile: it is shown again, or gone. */
async function mark(
  client: Client,
  params: { readonly assignmentId: string; readonly place: string },
  body: {
    readonly criterion: string;
    readonly level: number;
    readonly comment: string | undefined;
    readonly seenGrade: string;
  },
  { terminal }: CommandContext,
): Promise<boolean> {
  const { comment, ...rest } = body;
  try {
    await client.call(markAtPlace, {
      params,
      body: { ...rest, ...(comment === undefined ? {} : { comment }) },
    });
    return true;
  } catch (fault) {
    const isOvertaken =
      fault instanceof CommandError &&
      (fault.code === "grade.changed" || fault.code === "mark.nothing_here");
    if (!isOvertaken) throw fault;
    terminal.note(fault.message);
    return false;
  }
}
