import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { type Crumb, Page } from "../../parts/page.tsx";
import { text } from "../../text/text.ts";
import { CohortNavigation, type CohortPageName } from "./cohort-navigation.tsx";
import { useCohort } from "./use-cohort.ts";

/**
 * The frame of every page of a cohort: where it lies, and links to the cohort's other pages. What
 * is inside is drawn at once, without waiting for the cohort; `useCohort` has its name and rights.
 */
export function CohortFrame({
  cohortId,
  title,
  active,
  crumbs = [],
  description,
  actions,
  children,
}: {
  readonly cohortId: string;
  readonly title: string;
  /** The link that is marked; for pages whose address is not one of the links. */
  readonly active?: CohortPageName;
  /** Between the cohort and this page. */
  readonly crumbs?: readonly Crumb[];
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { read, cohort, mayManage } = useCohort(cohortId);
  const name = cohort?.name ?? cohortId;
  const above = [
    { text: text.cohorts.title, to: "/cohorts" },
    // The cohort's own page is not below itself.
    ...(active === "overview" ? [] : [{ text: name, to: `/cohorts/${cohortId}` }]),
  ];
  return (
    <Page title={title} crumbs={[...above, ...crumbs]} description={description} actions={actions}>
      {read.error && !cohort ? (
        <FaultAlert
          fault={read.error}
          onRetry={() => void read.refetch()}
          isRetrying={read.isFetching}
        />
      ) : (
        <SpaceBetween size="l">
          <CohortNavigation
            cohortId={cohortId}
            name={name}
            active={active}
            isWhole={cohort === undefined || mayManage}
          />
          {children}
        </SpaceBetween>
      )}
    </Page>
  );
}
