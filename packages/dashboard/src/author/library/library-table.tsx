import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { type ReactNode, useState } from "react";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { rubricPath } from "../rubric-path.ts";
import type { VersionRow } from "./lab-rows.ts";
import { UseInCohort } from "./use-in-cohort.tsx";

const words = text.rubric.library;

/** Labs by their newest version, the older ones to be unfolded below it. */
export function LibraryTable({
  rows,
  empty,
}: {
  readonly rows: readonly VersionRow[];
  readonly empty: ReactNode;
}) {
  const [openKeys, setOpenKeys] = useState<readonly string[]>([]);
  const hasOlder = rows.some(({ older }) => older.length > 0);
  return (
    <Table
      items={[...rows]}
      trackBy="key"
      wrapLines
      cellVerticalAlign="top"
      columnDefinitions={columns}
      ariaLabels={{
        tableLabel: words.table,
        expandButtonLabel: ({ title }) => words.showOlder(title),
        collapseButtonLabel: ({ title }) => words.hideOlder(title),
      }}
      empty={empty}
      {...(hasOlder && {
        expandableRows: {
          getItemChildren: ({ older }: VersionRow) => [...older],
          isItemExpandable: ({ older }: VersionRow) => older.length > 0,
          expandedItems: rows.filter(({ key }) => openKeys.includes(key)),
          onExpandableItemToggle: ({ detail: { item, expanded } }) =>
            setOpenKeys((keys) => [
              ...keys.filter((key) => key !== item.key),
              ...(expanded ? [item.key] : []),
            ]),
        } satisfies TableProps.ExpandableRows<VersionRow>,
      })}
    />
  );
}

const digestShown = 8;

const columns: readonly TableProps.ColumnDefinition<VersionRow>[] = [
  {
    id: "lab",
    header: words.columns.lab,
    isRowHeader: true,
    minWidth: 220,
    cell: (row) => (
      <>
        <AppLink to={rubricPath(row)} ariaLabel={words.rubricOf(row.title, row.version)}>
          <LearnerText>{row.title}</LearnerText>
        </AppLink>
        <Box variant="small" display="block">
          <LearnerText>{row.labId}</LearnerText>
          {row.older.length > 0 && `, ${words.older(row.older.length)}`}
        </Box>
      </>
    ),
  },
  {
    id: "version",
    header: words.columns.version,
    minWidth: 100,
    cell: ({ version, isDev }) => (
      <SpaceBetween size="xxs">
        <LearnerText>{version}</LearnerText>
        {isDev && <Badge color="severity-medium">{words.dev}</Badge>}
      </SpaceBetween>
    ),
  },
  {
    id: "published",
    header: words.columns.published,
    minWidth: 180,
    cell: ({ publishedAt, publishedBy }) => (
      <>
        <Moment at={publishedAt} />
        <Box variant="small" display="block">
          <LearnerText>{words.by(publishedBy)}</LearnerText>
        </Box>
      </>
    ),
  },
  {
    id: "digest",
    header: words.columns.digest,
    minWidth: 150,
    cell: ({ digest, title, version }) => (
      <CopyToClipboard
        variant="inline"
        textToDisplay={digest.slice(0, digestShown)}
        textToCopy={digest}
        copyButtonAriaLabel={words.copyDigest(title, version)}
        copySuccessText={text.parts.copied}
        copyErrorText={text.parts.copyFailed}
      />
    ),
  },
  {
    id: "use",
    header: words.columns.use,
    minWidth: 150,
    cell: (row) => <UseInCohort of={row} variant="inline-link" />,
  },
];
