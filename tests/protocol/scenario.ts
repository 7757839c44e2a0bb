import type { Assignment } from "@lab-grader/core/cohorts/assignment";
import type { TermsChange } from "@lab-grader/core/gradebook/change-terms";
import type { GradeContent } from "@lab-grader/core/submissions/commit-grade";
import type { Submission } from "@lab-grader/core/submissions/submission";

/** Somebody outside the system who does one thing, once. */
export type Actor =
  | {
      readonly kind: "learner";
      readonly learner: 1 | 2;
      readonly stage: string;
      readonly key: string;
      readonly body: string;
      /** Starts once this submission is closed; absent: at any time. */
      readonly after?: string;
    }
  | {
      readonly kind: "instructor";
      readonly login: string;
      readonly cause: "overridden" | "regraded" | "marked" | "held";
      readonly submission: string;
      readonly points: string;
      readonly counts: boolean;
    }
  /** Decides something for the first learner, without having seen a decision before. */
  | { readonly kind: "terms"; readonly login: string; readonly change: TermsChange }
  /** Takes a submission back, once it is there. */
  | { readonly kind: "canceler"; readonly cancels: string }
  | { readonly kind: "operator"; readonly redrives: string };

/** What a grader finds in the account, told from the claim alone. */
export type Verdict =
  | ({ readonly kind: "judged" } & Partial<GradeContent>)
  | { readonly kind: "platform_fault" };

/** How often the world may misbehave along one schedule. */
export interface Misfortunes {
  /** A process disappears between two of its operations, anywhere. */
  readonly crashes: number;
  /** The queue delivers a message once more. */
  readonly duplicates: number;
  /** Time passes although somebody could act: leases end under running graders. */
  readonly pauses: number;
  /** The queue gives a message up early. */
  readonly deadLetters: number;
}

export interface Scenario {
  readonly name: string;
  /** Done one after another, without misfortune, before the exploration starts. */
  readonly before: readonly Actor[];
  readonly actors: readonly Actor[];
  readonly misfortunes: Misfortunes;
  readonly graders: number;
  readonly reconcilers: number;
  readonly assignment?: Partial<Assignment>;
  readonly verdict: (claimed: Submission) => Verdict;
  /** Names of operations whose condition is dropped: the protocol broken on purpose. */
  readonly unconditional?: readonly string[];
}
