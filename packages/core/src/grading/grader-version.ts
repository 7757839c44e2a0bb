/**
 * Version of the code that judges: facts, checks and grading. A grade records it beside the lab's
 * digest, so that a difference between two judgements of the same evidence can be explained.
 */
export const graderVersion = "0.1.0";
