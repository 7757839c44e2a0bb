/** `build.keys`: a criterion among all of a lab. */
export function criterionName(stage: string, criterion: string): string {
  return `${stage}.${criterion}`;
}

/** The place of a criterion on the rubric's page. */
export function criterionPlace(name: string): string {
  return `rubric-${name}`;
}
