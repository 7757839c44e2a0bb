import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoDbTable } from "@lab-grader/aws/table";
import { tableDefinition } from "@lab-grader/aws/table-definition";
import { InvalidCursorError } from "@lab-grader/core/storage/cursor";
import { memoryTable } from "@lab-grader/core/storage/memory-table";
import {
  type Condition,
  defineRecord,
  type ListRange,
  type Table,
} from "@lab-grader/core/storage/table";
import { startSandbox } from "@lab-grader/sandbox/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";

const Note = z.strictObject({
  shelf: z.string(),
  place: z.string(),
  count: z.number(),
  isOld: z.boolean().optional(),
  label: z.string().optional(),
  dueAt: z.string().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  pages: z.array(z.strictObject({ text: z.string() })).optional(),
});
type Note = z.infer<typeof Note>;

const NoteRecord = defineRecord({
  kind: "note",
  schema: Note,
  key: ({ shelf, place }: { shelf: string; place: string }) => ({ pk: shelf, sk: place }),
  compressed: ["pages"],
  dueAt: "dueAt",
});

function aNote(values: Partial<Note> = {}): Note {
  return { shelf: "a", place: "1", count: 1, ...values };
}

interface Opened {
  readonly table: Table;
  close(): Promise<void>;
}

const accountId = "999999999999";

async function inDynamoDb(): Promise<Opened> {
  const sandbox = await startSandbox();
  sandbox.createAccount({
    accountId,
    accessKeys: [{ accessKeyId: "platform", secretAccessKey: "local" }],
  });
  const client = new DynamoDBClient({
    endpoint: sandbox.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "platform", secretAccessKey: "local" },
  });
  await client.send(new CreateTableCommand(tableDefinition("notes")));
  return {
    table: dynamoDbTable({ client, tableName: "notes" }),
    close: async () => {
      client.destroy();
      await sandbox.close();
    },
  };
}

async function inMemory(): Promise<Opened> {
  return { table: memoryTable(), close: async () => {} };
}

/** Each test has partitions of its own, because the tests of one table share it. */
let shelves = 0;
function aShelf(): string {
  shelves += 1;
  return `shelf#${shelves}`;
}

describe.each([
  { name: "memory", open: inMemory },
  { name: "DynamoDB", open: inDynamoDb },
])("a table in $name", ({ open }) => {
  let opened: Opened;
  let table: Table;
  beforeAll(async () => {
    opened = await open();
    table = opened.table;
  });
  afterAll(() => opened.close());

  it("gives back what was put, compressed fields too", async () => {
    const note = aNote({
      shelf: aShelf(),
      count: 1.5,
      isOld: false,
      label: "",
      dueAt: "2026-01-01T00:00:00.000Z",
      detail: { times: 3, words: "größer" },
      pages: Array.from({ length: 200 }, (_, page) => ({ text: `page ${page}` })),
    });

    await table.put(NoteRecord, note);

    expect(await table.get(NoteRecord, note)).toEqual(note);
  });

  it("leaves out fields that are undefined", async () => {
    const shelf = aShelf();
    const note: Note = { ...aNote({ shelf }), label: undefined };

    await table.put(NoteRecord, note);

    expect(Object.keys((await table.get(NoteRecord, note)) ?? {})).not.toContain("label");
  });

  it("finds nothing where nothing is", async () => {
    expect(await table.get(NoteRecord, aNote({ shelf: aShelf() }))).toBeUndefined();
  });

  it("puts if absent only once, and leaves the first", async () => {
    const first = aNote({ shelf: aShelf() });

    expect(await table.put(NoteRecord, first, { itemIsAbsent: true })).toBe(true);
    expect(await table.put(NoteRecord, { ...first, count: 2 }, { itemIsAbsent: true })).toBe(false);
    expect(await table.get(NoteRecord, first)).toEqual(first);
  });

  it("replaces the whole item with a put", async () => {
    const shelf = aShelf();
    await table.put(NoteRecord, aNote({ shelf, label: "first", pages: [{ text: "one" }] }));

    await table.put(NoteRecord, aNote({ shelf, count: 2 }));

    expect(await table.get(NoteRecord, aNote({ shelf }))).toEqual(aNote({ shelf, count: 2 }));
  });

  it("removes an item where the condition holds, and what is due with it", async () => {
    const note = aNote({ shelf: aShelf(), dueAt: "2020-01-01T00:00:00.000Z" });
    await table.put(NoteRecord, note);

    expect(await table.delete(NoteRecord, note, { field: "count", equals: 2 })).toBe(false);
    expect(await table.get(NoteRecord, note)).toEqual(note);
    expect(await table.delete(NoteRecord, note, { field: "count", equals: 1 })).toBe(true);
    expect(await table.get(NoteRecord, note)).toBeUndefined();
    expect(await table.listDue({ dueBefore: "2020-01-01T00:00:00.000Z", limit: 1 })).toEqual({
      items: [],
    });
  });

  it("finds nothing to remove without a fault, and no condition to hold there", async () => {
    const note = aNote({ shelf: aShelf() });

    expect(await table.delete(NoteRecord, note)).toBe(true);
    expect(await table.delete(NoteRecord, note, { field: "count", equals: 1 })).toBe(false);
  });

  const held: readonly [string, Condition<Note>, boolean][] = [
    ["an equal number", { field: "count", equals: 1 }, true],
    ["another number", { field: "count", equals: 2 }, false],
    ["a text where a number is", { field: "count", equals: "1" }, false],
    ["an equal text", { field: "label", equals: "m" }, true],
    ["an equal truth", { field: "isOld", equals: false }, true],
    ["an absent field as equal", { field: "dueAt", equals: "x" }, false],
    ["one of several", { field: "label", oneOf: ["l", "m"] }, true],
    ["none of several", { field: "label", oneOf: ["k", "l"] }, false],
    ["one of none", { field: "label", oneOf: [] }, false],
    ["an absent field as one of several", { field: "dueAt", oneOf: ["x"] }, false],
    ["at most, equal", { field: "label", atMost: "m" }, true],
    ["at most, greater", { field: "label", atMost: "l" }, false],
    ["at most, as a number", { field: "count", atMost: 10 }, true],
    ["at most, of another type", { field: "count", atMost: "2" }, false],
    ["at most, absent", { field: "dueAt", atMost: "9" }, false],
    ["an absent field", { field: "dueAt", isAbsent: true }, true],
    ["a present field as absent", { field: "label", isAbsent: true }, false],
    ["an absent item", { itemIsAbsent: true }, false],
    [
      "all of two",
      {
        all: [
          { field: "count", equals: 1 },
          { field: "label", equals: "m" },
        ],
      },
      true,
    ],
    [
      "one of two",
      {
        all: [
          { field: "count", equals: 1 },
          { field: "label", equals: "n" },
        ],
      },
      false,
    ],
    [
      "any of two",
      {
        any: [
          { field: "count", equals: 2 },
          { field: "label", equals: "m" },
        ],
      },
      true,
    ],
    ["any of none", { any: [] }, false],
    ["all of none", { all: [] }, true],
    [
      "any within all",
      {
        all: [
          {
            any: [
              { field: "dueAt", isAbsent: true },
              { field: "dueAt", atMost: "2" },
            ],
          },
          { field: "count", equals: 1 },
        ],
      },
      true,
    ],
  ];
  it.each(held)("decides %s the same for put and update", async (_, condition, holds) => {
    const note = aNote({ shelf: aShelf(), label: "m", isOld: false });
    await table.put(NoteRecord, note);

    const updated = await table.update(NoteRecord, note, { detail: { seen: 1 } }, condition);
    const isPut = await table.put(NoteRecord, note, condition);

    expect(updated).toEqual(holds ? { ...note, detail: { seen: 1 } } : undefined);
    expect(isPut).toBe(holds);
  });

  it("sets and removes fields, and keeps the others", async () => {
    const note = aNote({ shelf: aShelf(), label: "old", isOld: true, pages: [{ text: "one" }] });
    await table.put(NoteRecord, note);

    const updated = await table.update(
      NoteRecord,
      note,
      { count: 2, label: undefined, detail: { by: "learner-01" }, pages: [{ text: "two" }] },
      { field: "count", equals: 1 },
    );

    const expected = aNote({
      shelf: note.shelf,
      count: 2,
      isOld: true,
      detail: { by: "learner-01" },
      pages: [{ text: "two" }],
    });
    expect(updated).toEqual(expected);
    expect(await table.get(NoteRecord, note)).toEqual(expected);
  });

  it("answers the item to an update that changes nothing", async () => {
    const note = aNote({ shelf: aShelf() });
    await table.put(NoteRecord, note);

    expect(await table.update(NoteRecord, note, {}, { all: [] })).toEqual(note);
  });

  it("makes no item by an update, even where the condition would hold", async () => {
    const note = aNote({ shelf: aShelf() });

    const updated = await table.update(
      NoteRecord,
      note,
      { count: 2 },
      { any: [{ itemIsAbsent: true }, { field: "count", equals: 1 }] },
    );

    expect(updated).toBeUndefined();
    expect(await table.get(NoteRecord, note)).toBeUndefined();
  });

  it("lets one of two writers win", async () => {
    const note = aNote({ shelf: aShelf() });
    await table.put(NoteRecord, note);

    const written = await Promise.all(
      ["left", "right"].map((label) =>
        table.update(NoteRecord, note, { count: 2, label }, { field: "count", equals: 1 }),
      ),
    );

    expect(written.filter((each) => each !== undefined)).toHaveLength(1);
  });

  async function shelved(places: readonly string[]): Promise<string> {
    const shelf = aShelf();
    for (const place of places) await table.put(NoteRecord, aNote({ shelf, place }));
    return shelf;
  }

  async function pagesOf(range: ListRange): Promise<string[][]> {
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await table.list(
        NoteRecord,
        cursor === undefined ? range : { ...range, cursor },
      );
      pages.push(page.items.map(({ place }) => place));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return pages;
  }

  it("lists a partition in the order of its sort keys", async () => {
    const pk = await shelved(["b#2", "a#1", "b#1", "c"]);
    await shelved(["b#3"]);

    expect(await pagesOf({ pk, prefix: "" })).toEqual([["a#1", "b#1", "b#2", "c"]]);
    expect(await pagesOf({ pk, prefix: "b#" })).toEqual([["b#1", "b#2"]]);
    expect(await pagesOf({ pk, prefix: "b#", descending: true })).toEqual([["b#2", "b#1"]]);
    expect(await pagesOf({ pk, prefix: "d" })).toEqual([[]]);
  });

  it("lists sort keys from one to another, both included, page by page", async () => {
    const pk = await shelved(["a", "b#1", "b#2", "c#1", "d"]);
    await shelved(["b#3"]);
    const range = { pk, from: "b#", to: "c#~" };

    expect(await pagesOf(range)).toEqual([["b#1", "b#2", "c#1"]]);
    expect(await pagesOf({ ...range, to: "b#2" })).toEqual([["b#1", "b#2"]]);
    expect(await pagesOf({ ...range, limit: 2, descending: true })).toEqual([
      ["c#1", "b#2"],
      ["b#1"],
    ]);
    expect(await pagesOf({ pk, from: "e", to: "f" })).toEqual([[]]);
  });

  it("refuses the cursor of another range of sort keys", async () => {
    const pk = await shelved(["a", "b", "c", "d"]);
    const { cursor = "" } = await table.list(NoteRecord, { pk, from: "a", to: "d", limit: 1 });

    await expect(table.list(NoteRecord, { pk, from: "b", to: "d", cursor })).rejects.toThrow(
      InvalidCursorError,
    );
  });

  it("gives a cursor only where a further item is", async () => {
    const pk = await shelved(["1", "2", "3", "4"]);

    expect(await pagesOf({ pk, prefix: "", limit: 2 })).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(await pagesOf({ pk, prefix: "", limit: 3, descending: true })).toEqual([
      ["4", "3", "2"],
      ["1"],
    ]);
  });

  it.each(["", "not a cursor", "bm90IGEgY3Vyc29y", "e30", "W10"])(
    "refuses the cursor %j, which is none",
    async (cursor) => {
      const pk = await shelved(["1", "2"]);

      await expect(table.list(NoteRecord, { pk, prefix: "", cursor })).rejects.toThrow(
        InvalidCursorError,
      );
      await expect(
        table.listDue({ dueBefore: "2026-01-01T00:00:00.000Z", limit: 1, cursor }),
      ).rejects.toThrow(InvalidCursorError);
    },
  );

  it("refuses the cursor of another partition or prefix", async () => {
    const pk = await shelved(["a#1", "a#2"]);
    const other = await shelved(["a#1", "a#2"]);
    const { cursor = "" } = await table.list(NoteRecord, { pk, prefix: "a#", limit: 1 });

    await expect(table.list(NoteRecord, { pk: other, prefix: "a#", cursor })).rejects.toThrow(
      InvalidCursorError,
    );
    await expect(table.list(NoteRecord, { pk, prefix: "b#", cursor })).rejects.toThrow(
      InvalidCursorError,
    );
  });

  it("lists what is due, earliest first, and only while it is", async () => {
    const shelf = aShelf();
    const due = (place: string, dueAt: string) =>
      table.put(NoteRecord, aNote({ shelf, place, dueAt }));
    await due("late", "2020-01-03T00:00:00.000Z");
    await due("early", "2020-01-01T00:00:00.000Z");
    await due("gone", "2020-01-01T12:00:00.000Z");
    await due("later", "2020-01-02T00:00:00.000Z");
    await due("moved", "2020-01-09T00:00:00.000Z");
    await table.put(NoteRecord, aNote({ shelf, place: "never" }));
    const change = (place: string, dueAt: string | undefined) =>
      table.update(NoteRecord, { shelf, place }, { dueAt }, { all: [] });
    await change("gone", undefined);
    await change("moved", "2020-01-02T12:00:00.000Z");

    const dueBefore = "2020-01-03T00:00:00.000Z";
    const first = await table.listDue({ dueBefore, limit: 2 });
    const second = await table.listDue({ dueBefore, limit: 2, cursor: first.cursor ?? "" });

    expect([...first.items, ...second.items]).toEqual(
      ["early", "later", "moved", "late"].map((sk) => ({ pk: shelf, sk })),
    );
    expect(second.cursor).toBeUndefined();
  });

  it("goes on behind an item that is not due any more", async () => {
    const shelf = aShelf();
    for (const day of ["1", "2", "3"]) {
      const dueAt = `2010-01-0${day}T00:00:00.000Z`;
      await table.put(NoteRecord, aNote({ shelf, place: day, dueAt }));
    }
    const dueBefore = "2010-01-09T00:00:00.000Z";
    const { cursor = "" } = await table.listDue({ dueBefore, limit: 1 });
    await table.update(NoteRecord, { shelf, place: "1" }, { dueAt: undefined }, { all: [] });

    const { items } = await table.listDue({ dueBefore, limit: 9, cursor });

    expect(items.map(({ sk }) => sk)).toEqual(["2", "3"]);
  });

  it("refuses an item whose shape is not its kind's", async () => {
    const shelf = aShelf();
    const Other = defineRecord({
      kind: "other",
      schema: z.strictObject({ shelf: z.string(), place: z.string(), colour: z.string() }),
      key: NoteRecord.key,
    });
    await table.put(Other, { shelf, place: "1", colour: "green" });

    await expect(table.get(NoteRecord, { shelf, place: "1" })).rejects.toThrow(z.ZodError);
  });
});
