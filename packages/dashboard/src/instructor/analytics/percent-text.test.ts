import { expect, it } from "vitest";
import { percentText } from "./percent-text.ts";

it.each([
  [0, 0, "0"],
  [0, 7, "0"],
  [1, 1000, "<1"],
  [1, 3, "33"],
  [999, 1000, ">99"],
  [7, 7, "100"],
])("writes %i of %i as %s per cent", (count, of, words) => {
  expect(percentText(count, of)).toBe(words);
});
