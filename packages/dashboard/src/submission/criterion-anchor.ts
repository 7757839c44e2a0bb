/** The place of a criterion on its submission's page, for links to it. */
export function criterionAnchor(criterion: string): string {
  return `criterion-${criterion}`;
}
