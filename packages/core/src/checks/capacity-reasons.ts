import { defineReasons } from "../reasons/reason.ts";
import { tableReasons, updatingReasons } from "./existing-table.ts";
import { scalingReasons } from "./scaling-rule.ts";
import { unknownValueReasons } from "./unknown-value.ts";

/** What the check of capacity can say. */
export const capacityReasons = defineReasons({
  ...tableReasons,
  ...updatingReasons,
  ...unknownValueReasons,
  ...scalingReasons,
  "dynamodb.capacity.provisioned": {
    short: "provisioned {read}/{write}",
    found: "PROVISIONED with {read} read and {write} write units",
    doNext: "Switch the table to on-demand capacity, and set the ceiling that is asked for.",
  },
  "dynamodb.capacity.on_demand": {
    short: "on demand",
    found: "BillingMode is PAY_PER_REQUEST",
    doNext:
      "Switch the table to provisioned capacity, with the units or the scaling that is asked for.",
  },
  "dynamodb.capacity.no_ceiling": {
    short: "on demand, but no ceiling",
    found: 'PAY_PER_REQUEST without {setting} for "{resource}"',
    doNext: "Set a ceiling for on-demand throughput, so that a runaway loop can't go on for ever.",
  },
  "dynamodb.capacity.other_ceiling": {
    short: "ceiling {found}",
    found: '{setting} is {found} for "{resource}"',
    doNext: "Set the ceiling for on-demand throughput as asked.",
  },
  "dynamodb.capacity.other_units": {
    short: "{found} {setting}",
    found: '{setting} is {found} for "{resource}"',
    doNext: "Set the provisioned units as asked.",
  },
  "dynamodb.capacity.scaled_elsewhere": {
    short: "scaled from {min} to {max}",
    found: 'auto scaling moves {setting} of "{resource}" between {min} and {max}',
    doNext:
      "Register the scaling target again with bounds that hold what is asked for; it moves the units by itself.",
  },
  "dynamodb.capacity.other_warm_units": {
    short: "warm for {found} a second",
    found: "{setting} of the warm throughput is {found}",
    doNext:
      "Raise the table's warm throughput as asked. It can't be lowered again, and raising it is charged once.",
  },
  "dynamodb.capacity.index_updating": {
    short: "an index is being changed",
    found: 'IndexStatus of "{index}" is UPDATING',
    doNext: "Wait; a change takes up to three minutes. We look again by ourselves.",
  },
  "dynamodb.capacity.warming": {
    short: "AWS is warming the table",
    found: "the warm throughput is UPDATING",
    doNext: "Wait. We look again by ourselves.",
  },
});
