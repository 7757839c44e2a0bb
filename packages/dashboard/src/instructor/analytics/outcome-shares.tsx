import { text } from "../../text/text.ts";
import "./analytics.css";
import type { CriterionRow } from "./criterion-rows.ts";

const words = text.analytics.criteria;

/** What became of a criterion as parts of a bar, with each count in words below it. */
export function OutcomeShares({ of }: { readonly of: CriterionRow }) {
  const parts = [
    { name: "met", count: of.met, label: words.outcome.met },
    { name: "partly", count: of.partly, label: words.outcome.partly },
    { name: "not-met", count: of.notMet, label: words.outcome.notMet },
    { name: "unknown", count: of.unknown, label: words.outcome.unknown },
  ].filter(({ count }) => count > 0);
  if (parts.length === 0) return words.notJudged;
  return (
    <>
      <div className="outcome-shares" aria-hidden="true">
        {parts.map(({ name, count }) => (
          <span key={name} className={name} style={{ flexGrow: count, minInlineSize: 3 }} />
        ))}
      </div>
      <ul className="outcome-counts">
        {parts.map(({ name, count, label }) => (
          <li key={name}>
            <span className={`outcome-key ${name}`} aria-hidden="true" />
            {label(count)}
          </li>
        ))}
      </ul>
    </>
  );
}
