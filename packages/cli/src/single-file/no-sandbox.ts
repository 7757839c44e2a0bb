// Stands in labgrader.mjs wherever a command would import() packages/sandbox (scripts/build-cli.ts).
import { usageError } from "../command-error.ts";

throw usageError(
  "usage.api_missing",
  "Which Lab Grader? Set LABGRADER_API_URL to the address of its API, and LABGRADER_TOKEN to the token of your sign-in. --as is for the local system, which needs a checkout of Lab Grader.",
);
