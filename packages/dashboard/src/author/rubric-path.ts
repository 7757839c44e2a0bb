/** Where the rubric of a version lies; with what of it is meant. */
export function rubricPath(
  { labId, version }: { readonly labId: string; readonly version: string },
  query: Readonly<Record<string, string>> = {},
): string {
  const path = `/library/${encodeURIComponent(labId)}/${encodeURIComponent(version)}`;
  const search = new URLSearchParams(query).toString();
  return search === "" ? path : `${path}?${search}`;
}

/** The form that gives a version to a cohort. */
export function newAssignmentPath(
  cohortId: string,
  { labId, version }: { readonly labId: string; readonly version: string },
): string {
  const search = new URLSearchParams({ lab: labId, version });
  return `/cohorts/${cohortId}/assignments/new?${search}`;
}
