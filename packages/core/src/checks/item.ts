import * as z from "zod";
import { AttributeName, describeItemKey, type Item, ItemKey } from "../facts/attribute-value.ts";
import { item as itemFact, itemTypes, similarItem } from "../facts/item.ts";
import { isKeyOfTable } from "../facts/item-table.ts";
import { defineReasons } from "../reasons/reason.ts";
import {
  AttributeExpectation,
  comparesValue,
  describeAttribute,
  isAttributeAsExpected,
  typesOfExpectation,
} from "./attribute-expectation.ts";
import { defineCheck, everyLine, ifApplicable, type Line, nearMiss, type Say } from "./check.ts";
import { TableWhere, tableFacts, tableOf } from "./existing-table.ts";
import { describeExpectation } from "./expectation.ts";
import { describeKey } from "./key-schema.ts";
import { itemsNotSettled, itemsReasons, readableItems } from "./readable-items.ts";

const reasons = defineReasons({
  ...itemsReasons,
  "dynamodb.item.missing": {
    short: "no such item",
    found: "no item has the key {key}",
    doNext: "Put the item with exactly this key.",
    isAbsence: true,
  },
  "dynamodb.item.similar_key": {
    short: "its key is spelled otherwise",
    found: 'no item has the key {key}, but "{found}" is there; keys are compared letter by letter',
    doNext: "Put the item with exactly this key, and delete the other.",
  },
  "dynamodb.item.other_key": {
    short: "the table has another key",
    found: "the table's key is {found}; the item is asked for by {wanted}",
    doNext:
      "Make the table again with the key as asked (keys can't be changed), then put the item.",
  },
  "dynamodb.item.attribute_missing": {
    short: 'item lacks "{wanted}"',
    found: 'the item has no attribute "{wanted}"',
    doNext: 'Put the item again, with "{wanted}".',
  },
  "dynamodb.item.attribute_case": {
    short: '"{found}" is not "{wanted}"',
    found: 'the item has "{found}", but no "{wanted}"; attribute names are case-sensitive',
    doNext: "Put the item again with the attribute spelled exactly so.",
  },
  "dynamodb.item.attribute_type": {
    short: '"{attribute}" is {found}',
    found: '"{attribute}" is stored as {found}, not as {wanted}',
    doNext:
      "Put the item again with the type as asked: over the wire a number is marked N, a text S.",
    read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html",
  },
  "dynamodb.item.attribute_value": {
    short: '"{attribute}" says otherwise',
    found: '"{attribute}" is "{found}"',
    doNext: "Put the item again with the value that is asked for.",
  },
});

const Where = TableWhere.extend({
  key: ItemKey.describe(
    'The item\'s key with its values: `{ customerId: canary, orderId: "0001" }`. A text is S, a number N; `{ B: "AAE=" }` says it in full.',
  ).meta({ examples: [{ customerId: "canary", orderId: "0001" }] }),
});

/** Each line is an attribute; none: the item is there. */
const Expect = z.record(
  AttributeName,
  AttributeExpectation.describe(
    "What the attribute must be: a value (a text is S, a number N, true and false BOOL, a list a set), {atLeast}, {atMost}, {oneOf}, `any`, or {type: SS} for its type alone.",
  ).meta({ examples: [42] }),
);

export const item = defineCheck({
  kind: "dynamodb.item",
  summary: "An item with this key is there, with these attributes, types and values.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html",
  where: Where,
  expect: Expect,
  defaultExpect: {},
  example: {
    where: { key: { customerId: "canary", orderId: "0001" } },
    expect: { total: 42 },
  },
  reasons,
  facts: (where, expect) => {
    const of = { ...tableOf(where), key: where.key };
    const attributes = Object.entries(expect).flatMap(([name, one]) =>
      comparesValue(one) ? [name] : [],
    );
    return {
      types: ifApplicable(itemTypes(of)),
      ...tableFacts(where),
      // A value is read only where it is compared.
      ...(attributes.length > 0 && {
        values: ifApplicable(itemFact({ ...of, attributes, isConsistent: true })),
      }),
      similar: nearMiss(similarItem(of)),
    };
  },
  expected: (expect, { key }) => {
    const wanted = Object.entries(expect).map(([name, one]) =>
      typeof one === "object" && "type" in one
        ? `${name} of type ${one.type}`
        : `${name} = ${describeExpectation(one)}`,
    );
    const which = `the item ${describeItemKey(key)}`;
    return wanted.length === 0 ? which : `${which} with ${wanted.join(", ")}`;
  },
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = readableItems(facts, where, expect);
    if (!table) return verdict;
    if (!isKeyOfTable(where.key, table)) {
      const found = describeKey({ ...table.keys.partition, ...table.keys.sort });
      const otherKey = say.notMet("dynamodb.item.other_key", {
        found,
        wanted: describeItemKey(where.key),
      });
      return { kind: "judged", lines: everyLine(expect, otherKey), by: ["table"] };
    }
    if (!facts.types?.isTableFound) return itemsNotSettled("types");
    const types = facts.types.item;
    if (!types) {
      const missing = missingLine(describeItemKey(where.key), facts.similar?.key, say);
      const by = facts.similar?.key ? ["types", "similar"] : ["types"];
      return { kind: "judged", lines: everyLine(expect, missing), by };
    }
    const values = facts.values?.isTableFound ? facts.values.item : undefined;
    // Two reads: what one of them saw and the other did not was changed in between.
    const isChanging = Object.entries(expect).some(
      ([name, one]) => comparesValue(one) && name in types && !(name in (values ?? {})),
    );
    if (isChanging) return itemsNotSettled("values");
    const lines = Object.entries(expect).map(([name, one]): [string, Line] => [
      name,
      attributeLine(name, one, { types, values: values ?? {} }, say),
    ]);
    return {
      kind: "judged",
      lines: lines.length === 0 ? { it: say.met() } : Object.fromEntries(lines),
    };
  },
});

function missingLine(key: string, found: Item | undefined, say: Say<typeof reasons>): Line {
  if (!found) return say.notMet("dynamodb.item.missing", { key });
  const spelled = Object.entries(found)
    .map(([name, value]) => `${name} ${Object.values(value).join()}`)
    .join(", ");
  return say.notMet("dynamodb.item.similar_key", { key, found: spelled });
}

function attributeLine(
  attribute: string,
  expected: AttributeExpectation,
  found: { readonly types: Readonly<Record<string, string>>; readonly values: Item },
  say: Say<typeof reasons>,
): Line {
  const type = Object.hasOwn(found.types, attribute) ? found.types[attribute] : undefined;
  if (type === undefined) {
    const otherCase = Object.keys(found.types).find(
      (name) => name.toLowerCase() === attribute.toLowerCase(),
    );
    return otherCase === undefined
      ? say.notMet("dynamodb.item.attribute_missing", { wanted: attribute })
      : say.notMet("dynamodb.item.attribute_case", { wanted: attribute, found: otherCase });
  }
  const wanted = typesOfExpectation(expected);
  if (wanted && !wanted.some((one) => one === type)) {
    return say.notMet("dynamodb.item.attribute_type", {
      attribute,
      found: type,
      wanted: wanted.join(" or "),
    });
  }
  if (!comparesValue(expected)) return say.met();
  const value = found.values[attribute] ?? {};
  if (isAttributeAsExpected(expected, value)) return say.met();
  return say.notMet("dynamodb.item.attribute_value", {
    attribute,
    found: describeAttribute(value),
  });
}
