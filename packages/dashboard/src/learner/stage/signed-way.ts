/** Where a learner hands in a stage with calls that they sign, from a terminal. */
export function signedWay(assignmentId: string, stage: string): string {
  const query = new URLSearchParams({ assignment: assignmentId, stage, signed: "true" });
  return `/command-line?${query}`;
}
