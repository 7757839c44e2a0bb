import type { BundleLimit } from "../../infra/limits.ts";
import type { Bundle } from "./bundle.ts";

const mostNamed = 5;

/** What to tell whoever made a bundle too heavy; nothing where it is not. */
export function overLimit(
  name: string,
  { coldStartBytes, inputs }: Pick<Bundle, "coldStartBytes" | "inputs">,
  { coldStartKb }: Pick<BundleLimit, "coldStartKb">,
): string | undefined {
  if (coldStartBytes <= coldStartKb * 1000) return undefined;
  const largest = inputs
    .slice(0, mostNamed)
    .map((input) => `${input.name} ${kilobytes(input.bytes)}`)
    .join(", ");
  return (
    `The bundle of ${name} loads ${kilobytes(coldStartBytes)} at a cold start; infra/limits.ts allows ` +
    `${coldStartKb} KB. The largest parts are ${largest}. Import less, or load by import() what ` +
    "few requests need; raise the limit last."
  );
}

/** 1 KB is 1,000 bytes. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
