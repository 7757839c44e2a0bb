import { describe, expect, it } from "vitest";
import { dayAfter, readDay, utcDay } from "./utc-day.ts";

describe("readDay", () => {
  it("takes a day", () => {
    expect(readDay("2028-02-29")).toBe("2028-02-29");
  });

  it.each(["", "today", "2026-2-3", "2026-02-30", "2026-13-01", "2026-01-31T00:00"])(
    "takes %j for none",
    (value) => {
      expect(readDay(value)).toBeUndefined();
    },
  );
});

describe("dayAfter", () => {
  it("goes over the ends of months and years in both directions", () => {
    expect(dayAfter("2026-12-31", 1)).toBe("2027-01-01");
    expect(dayAfter("2026-03-01", -1)).toBe("2026-02-28");
  });
});

describe("utcDay", () => {
  it("is the day in UTC, wherever somebody looks from", () => {
    expect(utcDay(new Date("2026-01-31T23:59:59.999Z"))).toBe("2026-01-31");
  });
});
