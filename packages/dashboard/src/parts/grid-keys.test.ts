import { describe, expect, it } from "vitest";
import { placeAfter } from "./grid-keys.ts";

const size = { rows: 102, columns: 20, pageRows: 10 };
const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("placeAfter", () => {
  it.each([
    ["ArrowDown", { row: 6, column: 3 }],
    ["ArrowUp", { row: 4, column: 3 }],
    ["ArrowLeft", { row: 5, column: 2 }],
    ["ArrowRight", { row: 5, column: 4 }],
    ["Home", { row: 5, column: 0 }],
    ["End", { row: 5, column: 19 }],
    ["PageDown", { row: 15, column: 3 }],
    ["PageUp", { row: 0, column: 3 }],
  ])("moves by %s", (key, to) => {
    expect(placeAfter({ ...none, key }, { row: 5, column: 3 }, size)).toEqual(to);
  });

  it.each([
    ["Home", { row: 0, column: 0 }],
    ["End", { row: 101, column: 19 }],
  ])("goes to the corners by Ctrl and %s", (key, to) => {
    const pressed = { ...none, key, ctrlKey: true };

    expect(placeAfter(pressed, { row: 5, column: 3 }, size)).toEqual(to);
  });

  it("stays inside", () => {
    const last = { row: 101, column: 19 };

    expect(placeAfter({ ...none, key: "ArrowDown" }, last, size)).toEqual(last);
    expect(placeAfter({ ...none, key: "ArrowRight" }, last, size)).toEqual(last);
  });

  it.each([
    ["Enter", none],
    ["a", none],
    ["ArrowLeft", { ...none, altKey: true }],
  ])("leaves %s to the browser", (key, held) => {
    expect(placeAfter({ ...held, key }, { row: 5, column: 3 }, size)).toBeUndefined();
  });
});
