import * as z from "zod";
import type { KeyAttributes } from "../facts/table.ts";

/** Attribute names and their types: `{ orderId: S }`. */
export const KeyMap = z.record(z.string(), z.enum(["S", "N", "B"]));
export type KeyMap = Readonly<Record<string, string>>;

/** `orderId (S)`; `none` for an empty key. */
export function describeKey(key: KeyMap): string {
  const attributes = Object.entries(key).map(([name, type]) => `${name} (${type})`);
  return attributes.length === 0 ? "none" : attributes.join(", ");
}

/** The same attributes; in a partition key of several they have no order. */
export function isSameKey(left: KeyMap, right: KeyMap): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => left[name] === right[name])
  );
}

/** A sort key of several attributes also sorts by its first ones. */
export function isPrefixOf(wanted: KeyMap, found: KeyMap): boolean {
  const foundEntries = Object.entries(found);
  return Object.entries(wanted).every(([name, type], place) => {
    const [foundName, foundType] = foundEntries[place] ?? [];
    return foundName === name && foundType === type;
  });
}

/** The keys are right, but partition and sort key have changed places. */
export function isSwapped(
  wanted: { partition?: KeyMap | undefined; sort?: KeyMap | undefined },
  found: KeyAttributes,
): boolean {
  if (!wanted.partition || !wanted.sort || Object.keys(wanted.sort).length === 0) return false;
  return isSameKey(wanted.partition, found.sort) && isSameKey(wanted.sort, found.partition);
}
