import { plural } from "../plural.ts";

const mostCounted = 100;

/** Marking texts one after the other, by keyboard. */
export const marking = {
  title: "Marking",
  description:
    "One text after the other, in an order that follows no names. Press ? for the keys; they work while the text is in focus.",
  left: (count: number) =>
    count >= mostCounted
      ? `${mostCounted} or more submissions left`
      : `${plural(count, "submission", "submissions")} left`,
  done: (count: number) => `${plural(count, "text", "texts")} marked by you just now`,
  showNames: "Show names",
  showNamesMeans:
    "Without it nobody is named. Who has the roster could still work out whose it is.",
  region: (title: string) => `Text to mark: ${title}`,
  whose: "Written by",
  openSubmission: "Open the submission",
  asked: "Asked",
  written: "Written",
  writtenNothing: "Nothing was written.",
  words: (count: number) => plural(count, "word", "words"),
  levels: "Level",
  levelMissing: "Choose a level first: press its number.",
  level: (level: number, points: string, most: string) => `${level}: ${points} of ${most} points`,
  note: "Note for the learner",
  noteMeans: "Optional. Escape leaves the field, Ctrl + Enter sends.",
  noteTooLong: (length: number, longest: number) =>
    `That is ${length} characters; at most ${longest} are kept.`,
  send: "Mark and go on",
  clear: "Take the choice back",
  later: "Leave for later",
  gone: "Somebody else has marked that text meanwhile. Nothing of yours was written; the next text is below.",
  overtaken: (detail: string) => `Nothing of yours was written to that text. ${detail}`,
  nothingTitle: "Nothing waits to be marked",
  nothing: "Texts appear here when they are handed in, unless their criterion is on hold.",
  endTitle: "This is the end of the row",
  end: (left: string) => `${left}: you left them for later, or they came in meanwhile.`,
  again: "Start again",
  back: "To the assignment",
  keys: "Keys",
  keysTitle: "Keys for marking",
  keyTable: [
    { key: "1 to 9, 0", does: "chooses a level; 0 is level 10" },
    { key: "Enter", does: "marks the text and goes on; in the note Ctrl + Enter" },
    { key: "N", does: "goes to the note; Escape comes back" },
    { key: "U", does: "takes the choice back; nothing is sent before Enter" },
    { key: "S", does: "leaves the text for later" },
    { key: "?", does: "shows this list; Escape closes it" },
  ],
  keysScope:
    "The keys work while the focus is in the text, its levels or its buttons, so that a screen reader keeps its own. A mark that was sent is replaced by a second one on the submission's page.",
  key: "Key",
  does: "What it does",
};
