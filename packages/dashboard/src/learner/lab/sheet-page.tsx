import AnchorNavigation from "@cloudscape-design/components/anchor-navigation";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import { getAssignmentLab } from "@lab-grader/core/contracts/endpoints/labs";
import type { AssignmentLab } from "@lab-grader/core/views/assignment-lab";
import { useParams } from "react-router";
import { useOperation } from "../../api/use-operation.ts";
import { useFollow } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { MarkdownText, useMarkdown } from "../../parts/markdown.tsx";
import type { MarkdownHeading } from "../../parts/markdown-tree.ts";
import { formatMoment } from "../../parts/moment.tsx";
import { Page } from "../../parts/page.tsx";
import { useScrollToMeant } from "../../submission/use-scroll-to-meant.ts";
import { text } from "../../text/text.ts";
import "./sheet.css";

const { labs } = text;

/** The lab's sheet: what to build, as its author wrote it. */
export function SheetPage() {
  const { assignmentId = "" } = useParams();
  const follow = useFollow();
  const read = useOperation(getAssignmentLab, { params: { assignmentId } });
  const title = read.data?.title;
  return (
    <Page
      title={title === undefined ? labs.sheetCrumb : labs.sheetTitle(title)}
      crumbs={[
        { text: labs.title, to: "/labs" },
        { text: title ?? labs.toLabShort, to: `/labs/${assignmentId}` },
      ]}
      description={read.data && <LearnerText>{read.data.summary}</LearnerText>}
      actions={
        <Button href={`/labs/${assignmentId}`} onFollow={follow}>
          {labs.toLabShort}
        </Button>
      }
    >
      <Loaded read={read}>{(lab) => <SheetOf lab={lab} />}</Loaded>
    </Page>
  );
}

function SheetOf({ lab: { sheet, opensAt } }: { readonly lab: AssignmentLab }) {
  if (sheet !== undefined) return <Sheet>{sheet}</Sheet>;
  if (opensAt !== undefined) {
    return <Empty title={labs.sheetNotOpenTitle}>{labs.sheetNotOpen(formatMoment(opensAt))}</Empty>;
  }
  return <Empty title={labs.noSheetTitle}>{labs.noSheet}</Empty>;
}

function Sheet({ children }: { readonly children: string }) {
  const { content, headings } = useMarkdown(children);
  useScrollToMeant();
  return (
    <div className="sheet">
      {headings.length > 1 && <Contents headings={headings} />}
      <MarkdownText>{content}</MarkdownText>
    </div>
  );
}

/** Beside the sheet where there is room, else folded above it. */
function Contents({ headings }: { readonly headings: readonly MarkdownHeading[] }) {
  const anchors = headings
    .filter(({ level }) => level <= 3)
    .map(({ id, text: title, level }) => ({ text: title, href: `#${id}`, level: level - 1 }));
  return (
    <>
      <div className="sheet-contents-beside">
        <Box variant="awsui-key-label">
          <span id="sheet-contents">{labs.sheetContents}</span>
        </Box>
        <AnchorNavigation ariaLabelledby="sheet-contents" anchors={anchors} scrollSpyOffset={120} />
      </div>
      <div className="sheet-contents-above">
        <ExpandableSection headerText={labs.sheetContents} variant="container">
          <ul>
            {anchors.map(({ text: title, href, level }) => (
              <li key={href} data-level={level}>
                <a href={href}>{title}</a>
              </li>
            ))}
          </ul>
        </ExpandableSection>
      </div>
    </>
  );
}
