import { describe, expect, it } from "vitest";
import { markingKey } from "./marking-key.ts";

const bare = { ctrlKey: false, metaKey: false, altKey: false };
const press = (key: string, place: Parameters<typeof markingKey>[1] = "text", levels = 3) =>
  markingKey({ ...bare, key }, place, levels);

describe("markingKey", () => {
  it("chooses the levels that there are, 0 being the tenth", () => {
    expect(["1", "3", "4", "0"].map((key) => press(key))).toEqual([
      { does: "choose", level: 1 },
      { does: "choose", level: 3 },
      undefined,
      undefined,
    ]);
    expect(press("0", "text", 10)).toEqual({ does: "choose", level: 10 });
  });

  it("takes letters with and without the shift key", () => {
    expect(["n", "N", "u", "S", "?"].map((key) => press(key)?.does)).toEqual([
      ...["note", "note", "clear", "later", "keys"],
    ]);
  });

  it("leaves letters, digits and the line break to a field", () => {
    expect(["1", "n", "?", "Enter"].map((key) => press(key, "field"))).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
    expect(press("Escape", "field")).toEqual({ does: "leaveNote" });
    expect(markingKey({ ...bare, key: "Enter", ctrlKey: true }, "field", 3)).toEqual({
      does: "send",
    });
  });

  it("lets Enter press the button that is in focus", () => {
    expect(press("Enter", "button")).toBeUndefined();
    expect(press("Enter")).toEqual({ does: "send" });
  });

  it("leaves the browser its own combinations", () => {
    const held = ["ctrlKey", "metaKey", "altKey"].map((modifier) =>
      markingKey({ ...bare, key: "n", [modifier]: true }, "text", 3),
    );
    expect(held).toEqual([undefined, undefined, undefined]);
  });
});
