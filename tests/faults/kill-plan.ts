/** Name of what the test shares with the threads of the grader. */
export const killPlan = "lab-grader/tests/faults/kill-plan";

/** The plan that is no number of writes: die when the event is out. */
export const dieAfterEvent = -1;
