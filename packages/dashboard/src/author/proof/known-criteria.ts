/** What is known of the criteria of a proof beyond it; a file alone tells only their names. */
export interface KnownCriteria {
  readonly titleOf: (criterion: string) => string | undefined;
  /** Where a criterion is shown with all of its rubric. */
  readonly pathOf?: (criterion: string) => string;
}
