/** Name of what the test shares with the threads of the grader. */
export const killPlan = "lab-grader/tests/faults/kill-plan";
