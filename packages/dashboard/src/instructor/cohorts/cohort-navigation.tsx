import { useEffect, useRef } from "react";
import { Link, useLocation } from "react-router";
import { text } from "../../text/text.ts";
import "./cohort-navigation.css";

/** A page of a cohort; `overview` is the cohort's own. */
export type CohortPageName = keyof typeof text.cohorts.pages;

const pageNames: readonly CohortPageName[] = [
  ...(["overview", "gradebook", "assignments", "learners", "roster"] as const),
  ...(["inquiries", "export", "audit", "jobs", "settings"] as const),
];

/** Links to the pages of a cohort, the current one marked. */
export function CohortNavigation({
  cohortId,
  name,
  active,
  isWhole,
}: {
  readonly cohortId: string;
  readonly name: string;
  readonly active?: CohortPageName | undefined;
  /** `false`: without the pages that only change something. */
  readonly isWhole: boolean;
}) {
  const { pathname } = useLocation();
  const current = active ?? pageNames.find((page) => lies(pathname, page)) ?? "overview";
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // On narrow screens the list scrolls: the current page is in sight.
    const item = list.current?.querySelector(`[data-page="${current}"]`);
    if (!(item instanceof HTMLElement) || !list.current) return;
    list.current.scrollLeft = item.offsetLeft - list.current.offsetLeft;
  }, [current]);
  return (
    <nav className="cohort-navigation" aria-label={text.cohorts.navigation(name)}>
      <ul ref={list}>
        {pageNames
          .filter((page) => isWhole || page !== "roster")
          .map((page) => (
            <li key={page} data-page={page}>
              <Link
                to={page === "overview" ? `/cohorts/${cohortId}` : `/cohorts/${cohortId}/${page}`}
                aria-current={page === current ? "page" : undefined}
              >
                {text.cohorts.pages[page]}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** `/cohorts/coh_…/learners/lrn_…` lies below `learners`. */
function lies(pathname: string, page: CohortPageName): boolean {
  return pathname.split("/")[3] === page;
}
