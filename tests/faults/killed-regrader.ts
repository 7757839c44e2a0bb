import { handler as regrader } from "@lab-grader/functions/regrader";
import { mortal } from "./mortal.ts";

/** The real regrader, in a process that can be killed in the middle of a job. */
export const handler = mortal(regrader);
