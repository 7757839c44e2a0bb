import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createItemStore } from "./item-store.ts";

const TableName = "one-table";
const key = { id: { S: "one" } };

describe("an index of the item store", () => {
  it("has an item at every moment at which the item moves within it", async () => {
    const store = createItemStore();
    const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: "S" });
    const part = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType });
    await store.define({
      TableName,
      TableStatus: "ACTIVE",
      AttributeDefinitions: [attribute("id"), attribute("open"), attribute("dueAt")],
      KeySchema: [part("id", "HASH")],
      LocalSecondaryIndexes: [],
      GlobalSecondaryIndexes: [
        {
          IndexName: "open",
          KeySchema: [part("open", "HASH"), part("dueAt", "RANGE")],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
    });
    const item = { ...key, open: { S: "open" }, dueAt: { S: "0" } };
    await store.run("PutItem", { TableName, Item: item }, 0);
    const move = (to: number) =>
      store.run(
        "UpdateItem",
        {
          TableName,
          Key: structuredClone(key),
          UpdateExpression: "SET dueAt = :to",
          ExpressionAttributeValues: { ":to": { S: String(to) } },
        },
        0,
      );
    const look = () =>
      store.run(
        "Query",
        {
          TableName,
          IndexName: "open",
          KeyConditionExpression: "#open = :open",
          ExpressionAttributeNames: { "#open": "open" },
          ExpressionAttributeValues: { ":open": { S: "open" } },
        },
        0,
      );

    const looks = [];
    for (let at = 1; at <= 100; at += 1) {
      const moving = move(at);
      // Each look begins at another moment of the move.
      const looking = Array.from({ length: 10 }, async (_, ticks) => {
        for (let tick = 0; tick < ticks; tick += 1) await turn();
        return (await look()).Count;
      });
      looks.push(...(await Promise.all(looking)));
      await moving;
    }

    expect(new Set(looks)).toEqual(new Set([1]));
  });
});
