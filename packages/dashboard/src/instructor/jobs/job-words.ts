import type { JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import * as z from "zod";
import { text } from "../../text/text.ts";

const Folded = z.object({ learners: z.int(), changed: z.int() });
const Sealed = z.object({ number: z.int(), grades: z.int(), learners: z.int() });
const Verified = z.object({ isVerified: z.boolean() });

/** What a job came to, in a sentence; `undefined` where its own page says it, or another version knows. */
export function jobResultWords({ kind, result }: Pick<JobView, "kind" | "result">) {
  const { cells, grades, sealed, verified, notVerified, regraded } = text.jobs.result;
  if (result === undefined) return undefined;
  switch (kind) {
    case "refold":
    case "hold": {
      const folded = Folded.safeParse(result).data;
      return folded && (kind === "hold" ? grades : cells)(folded.changed, folded.learners);
    }
    case "seal": {
      const seal = Sealed.safeParse(result).data;
      return seal && sealed(seal.number, seal.grades, seal.learners);
    }
    case "verify": {
      const account = Verified.safeParse(result).data;
      return account && (account.isVerified ? verified : notVerified);
    }
    case "regrade":
      return regraded;
    default:
      return kind satisfies never;
  }
}

/** Per cent of the work that is done; `undefined` while nobody knows how much there is. */
export function jobPercent({ parts }: Pick<JobView, "parts">): number | undefined {
  if (parts === undefined) return undefined;
  return parts.of === 0 ? 100 : Math.floor((100 * parts.done) / parts.of);
}
