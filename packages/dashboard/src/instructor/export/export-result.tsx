import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import type { exportGradebook } from "@lab-grader/core/contracts/endpoints/exports";
import type * as z from "zod";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatMoment } from "../../parts/moment.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";
import { download } from "./download.ts";
import { previewOf } from "./preview.ts";
import "./export.css";

const words = text.exports;
type Exported = z.output<typeof exportGradebook.answer>;

/** A file that is ready: what to know of it, who is not in it and why, how it begins. */
export function ExportResult({
  cohortId,
  exported: { file, leftOut, notes, seal, cells },
}: {
  readonly cohortId: string;
  readonly exported: Exported;
}) {
  const notify = useNotify();
  const preview = previewOf(file.text);
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description={cells === 0 ? words.noCells : words.cells(cells)}
            actions={
              <Button
                variant="primary"
                iconName="download"
                onClick={() => {
                  download(file);
                  notify({ type: "success", text: words.downloaded(file.name) });
                }}
              >
                {words.download}
              </Button>
            }
          >
            <LearnerText>{words.doneTitle(file.name)}</LearnerText>
          </Header>
        }
      >
        <SpaceBetween size="m">
          {notes.length > 0 && (
            <Alert type="info" header={words.notes}>
              <ul>
                {notes.map((note) => (
                  <li key={note}>
                    <LearnerText>{note}</LearnerText>
                  </li>
                ))}
              </ul>
            </Alert>
          )}
          <div>
            <LearnerText>
              {seal ? words.sealed(seal.hash, formatMoment(seal.at)) : words.unsealed}
            </LearnerText>{" "}
            <AppLink to={`/cohorts/${cohortId}/audit`}>{words.toAudit}</AppLink>
          </div>
          <div>
            <Box variant="h3">{words.preview}</Box>
            <section
              className="export-preview"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
              tabIndex={0}
              aria-label={words.previewLabel(file.name)}
            >
              <pre>{preview.lines.join("\n")}</pre>
            </section>
            <Box variant="small" color="text-body-secondary">
              {words.previewLines(preview.lines.length, preview.of)}
            </Box>
          </div>
        </SpaceBetween>
      </Container>
      {leftOut.length === 0 ? (
        <Box>{words.nobodyLeftOut}</Box>
      ) : (
        <LeftOut cohortId={cohortId} leftOut={leftOut} />
      )}
    </SpaceBetween>
  );
}

/** Whoever is left out for the same reason in one row. */
function LeftOut({
  cohortId,
  leftOut,
}: {
  readonly cohortId: string;
  readonly leftOut: Exported["leftOut"];
}) {
  const byReason = Map.groupBy(leftOut, ({ why }) => why);
  return (
    <Table
      variant="container"
      wrapLines
      cellVerticalAlign="top"
      ariaLabels={{ tableLabel: words.leftOutLabel }}
      header={<Header variant="h2">{words.leftOutTitle(leftOut.length)}</Header>}
      items={[...byReason].map(([why, learners]) => ({ why, learners }))}
      trackBy="why"
      columnDefinitions={[
        {
          id: "why",
          header: words.leftOutWhy,
          isRowHeader: true,
          minWidth: 240,
          cell: ({ why }) => <LearnerText>{why}</LearnerText>,
        },
        {
          id: "who",
          header: words.leftOutWho,
          minWidth: 240,
          cell: ({ learners }) => (
            <SpaceBetween direction="horizontal" size="xs">
              {learners.map(({ learnerId, login }) => (
                <AppLink key={learnerId} to={`/cohorts/${cohortId}/learners/${learnerId}`}>
                  <LearnerText>{login}</LearnerText>
                </AppLink>
              ))}
            </SpaceBetween>
          ),
        },
      ]}
    />
  );
}
