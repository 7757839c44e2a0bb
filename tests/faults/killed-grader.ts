import { handler as grader } from "@lab-grader/functions/grader";
import { mortal } from "./mortal.ts";

/** The real grader, in a process that can be killed in the middle of a submission. */
export const handler = mortal(grader);
