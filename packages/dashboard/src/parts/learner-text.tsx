/**
 * Text that somebody else wrote: names, answers, policies. Its direction is its own, and a very
 * long word breaks instead of pushing the page apart.
 */
export function LearnerText({ children }: { readonly children: string }) {
  return <bdi className="learner-text">{children}</bdi>;
}
