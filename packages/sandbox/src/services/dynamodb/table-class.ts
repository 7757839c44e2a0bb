import { validationError } from "./errors.ts";

const CLASSES = ["STANDARD", "STANDARD_INFREQUENT_ACCESS"];

/** @throws AwsError for an unknown class, in AWS's own words and not as a broken constraint */
export function checkTableClass(tableClass: string | undefined): string | undefined {
  if (tableClass === undefined || CLASSES.includes(tableClass)) return tableClass;
  throw validationError(
    `Invalid table-class parameter provided. Please try again with a valid table-class value: [${CLASSES.join(", ")}].`,
  );
}
