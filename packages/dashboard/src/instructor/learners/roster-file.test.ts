import { largestRosterBytes } from "@lab-grader/core/cohorts/roster/roster-entry";
import { describe, expect, it } from "vitest";
import { readRosterBytes } from "./roster-file.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) =>
  Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((one) => [one.charCodeAt(0), 0])]);

describe("readRosterBytes", () => {
  it("reads UTF-8, with or without a byte order mark", () => {
    const csv = "login,name\nlearner-01,Zoë";

    expect(readRosterBytes(bytesOf(csv))).toEqual({ status: "read", csv });
    expect(readRosterBytes(bytesOf(`\uFEFF${csv}`))).toEqual({ status: "read", csv });
  });

  it.each([
    ["too_large", new Uint8Array(largestRosterBytes + 1).fill(0x61)],
    ["workbook", Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00])],
    ["workbook", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
    ["utf16", utf16("login")],
    ["binary", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x00])],
    ["latin1", Uint8Array.from([0x5a, 0x6f, 0xeb])],
    ["empty", bytesOf(" \r\n")],
  ])("refuses what is %s", (why, bytes) => {
    expect(readRosterBytes(bytes)).toEqual({ status: "refused", why });
  });
});
