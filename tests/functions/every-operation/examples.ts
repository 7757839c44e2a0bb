import type { Example } from "./example.ts";
import { examplesOfAccounts } from "./examples-of-accounts.ts";
import { examplesOfAssignments } from "./examples-of-assignments.ts";
import { examplesOfPeople } from "./examples-of-people.ts";
import { examplesOfSubmissions } from "./examples-of-submissions.ts";

/** One for each operation. */
export const examples: readonly Example[] = [
  ...examplesOfPeople,
  ...examplesOfAssignments,
  ...examplesOfSubmissions,
  ...examplesOfAccounts,
];
