import { validationError } from "./errors.ts";

const classes = ["STANDARD", "STANDARD_INFREQUENT_ACCESS"];

/** @throws AwsError for an unknown class, in AWS's own words and not as a broken constraint */
export function checkTableClass(tableClass: string | undefined): string | undefined {
  if (tableClass === undefined || classes.includes(tableClass)) return tableClass;
  throw validationError(
    `Invalid table-class parameter provided. Please try again with a valid table-class value: [${classes.join(", ")}].`,
  );
}
