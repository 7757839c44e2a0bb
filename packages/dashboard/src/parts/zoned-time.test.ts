import { describe, expect, it } from "vitest";
import { instantIn, localTimeIn } from "./zoned-time.ts";

const at = (day: string, time: string) => ({ day, time });

describe("instantIn", () => {
  it.each([
    ["2026-07-01", "23:59", "Europe/Berlin", "2026-07-01T21:59:00.000Z"],
    ["2026-12-01", "23:59", "Europe/Berlin", "2026-12-01T22:59:00.000Z"],
    ["2026-12-01", "00:00", "America/Los_Angeles", "2026-12-01T08:00:00.000Z"],
    ["2026-06-01", "05:45", "Asia/Kathmandu", "2026-06-01T00:00:00.000Z"],
    ["2026-06-01", "05:45", "UTC", "2026-06-01T05:45:00.000Z"],
    ["2026-03-29", "03:00", "Europe/Berlin", "2026-03-29T01:00:00.000Z"],
  ])("reads %s %s in %s", (day, time, zone, instant) => {
    expect(instantIn(at(day, time), zone)).toEqual({ status: "read", instant });
  });

  it("tells a time that clocks skip", () => {
    expect(instantIn(at("2026-03-29", "02:30"), "Europe/Berlin")).toEqual({ status: "skipped" });
  });

  it("tells a time that clocks show twice", () => {
    expect(instantIn(at("2026-10-25", "02:30"), "Europe/Berlin")).toEqual({ status: "twice" });
  });

  it.each([
    ["2026-06-31", "10:00"],
    ["2026-6-1", "10:00"],
    ["2026-06-01", "25:00"],
    ["2026-06-01", "10"],
    ["", ""],
  ])("reads nothing of %j %j", (day, time) => {
    expect(instantIn(at(day, time), "UTC")).toEqual({ status: "unreadable" });
  });
});

describe("localTimeIn", () => {
  it("is what clocks there show", () => {
    expect(localTimeIn("2026-07-01T22:30:59.000Z", "Europe/Berlin")).toEqual(
      at("2026-07-02", "00:30"),
    );
  });
});
