/** What the code of a problem stands for. The title never changes; `{name}` is a parameter. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}
