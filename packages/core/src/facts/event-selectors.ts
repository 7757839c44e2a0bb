import * as z from "zod";

const Texts = z.array(z.string()).optional();
const FieldSelector = z.object({
  Field: z.string(),
  Equals: Texts,
  StartsWith: Texts,
  EndsWith: Texts,
  NotEquals: Texts,
  NotStartsWith: Texts,
  NotEndsWith: Texts,
});
type FieldSelector = z.infer<typeof FieldSelector>;

/** What a trail logs; AWS gives one of the two kinds. */
export const EventSelectors = z.object({
  EventSelectors: z
    .array(
      z.object({
        /** Absent: All. */
        ReadWriteType: z.enum(["All", "ReadOnly", "WriteOnly"]).optional(),
        DataResources: z.array(z.object({ Type: z.string().optional(), Values: Texts })).optional(),
      }),
    )
    .nullish(),
  AdvancedEventSelectors: z
    .array(z.object({ FieldSelectors: z.array(FieldSelector).optional() }))
    .nullish(),
});
type EventSelectors = z.infer<typeof EventSelectors>;

/** Which calls for the items of a table one or more selectors log. */
export interface LoggedCalls {
  readonly reads: boolean;
  readonly writes: boolean;
  /** Fields that narrow a selector down to some of these calls; such a one is not counted. */
  readonly limitedBy: readonly string[];
}

const tableType = "AWS::DynamoDB::Table";

/** Classic and advanced selectors alike. */
export function loggedCalls(selectors: EventSelectors, tableArn: string): LoggedCalls {
  const classic = (selectors.EventSelectors ?? []).map((selector): LoggedCalls => {
    const logsTable = (selector.DataResources ?? []).some(
      ({ Type, Values = [] }) =>
        Type === tableType && Values.some((value) => isWithin(tableArn, value)),
    );
    const kind = selector.ReadWriteType ?? "All";
    return {
      reads: logsTable && kind !== "WriteOnly",
      writes: logsTable && kind !== "ReadOnly",
      limitedBy: [],
    };
  });
  const advanced = (selectors.AdvancedEventSelectors ?? []).map(({ FieldSelectors = [] }) =>
    advancedCalls(FieldSelectors, tableArn),
  );
  return together([...classic, ...advanced]);
}

/** What several selectors or trails log between them. */
export function together(all: readonly LoggedCalls[]): LoggedCalls {
  return {
    reads: all.some(({ reads }) => reads),
    writes: all.some(({ writes }) => writes),
    limitedBy: [...new Set(all.flatMap(({ limitedBy }) => limitedBy))],
  };
}

/** A value is the ARN of one table, or the beginning of the ARNs of all of them. */
function isWithin(tableArn: string, value: string): boolean {
  if (value === tableArn) return true;
  return tableArn.startsWith(value) && !/:table\/./.test(value);
}

/** All the fields of one selector must fit; a field that is not there lets everything through. */
function advancedCalls(fields: readonly FieldSelector[], tableArn: string): LoggedCalls {
  const fits = (name: string, value: string) =>
    fields.filter(({ Field }) => Field === name).every((field) => letsThrough(field, value));
  const isNamed = (name: string) => fields.some(({ Field }) => Field === name);
  const logsTable =
    isNamed("resources.type") &&
    fits("eventCategory", "Data") &&
    fits("resources.type", tableType) &&
    fits("resources.ARN", tableArn);
  if (!logsTable) return { reads: false, writes: false, limitedBy: [] };
  const whole = ["eventCategory", "resources.type", "resources.ARN", "readOnly"];
  const limitedBy = fields.map(({ Field }) => Field).filter((field) => !whole.includes(field));
  if (limitedBy.length > 0) return { reads: false, writes: false, limitedBy };
  return { reads: fits("readOnly", "true"), writes: fits("readOnly", "false"), limitedBy: [] };
}

function letsThrough(field: FieldSelector, value: string): boolean {
  const some = (list: readonly string[] | undefined, test: (one: string) => boolean) =>
    list === undefined || list.length === 0 || list.some(test);
  const none = (list: readonly string[] | undefined, test: (one: string) => boolean) =>
    !(list ?? []).some(test);
  return (
    some(field.Equals, (one) => value === one) &&
    some(field.StartsWith, (one) => value.startsWith(one)) &&
    some(field.EndsWith, (one) => value.endsWith(one)) &&
    none(field.NotEquals, (one) => value === one) &&
    none(field.NotStartsWith, (one) => value.startsWith(one)) &&
    none(field.NotEndsWith, (one) => value.endsWith(one))
  );
}
