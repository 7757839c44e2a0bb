import Badge from "@cloudscape-design/components/badge";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { getLabRubric } from "@lab-grader/core/contracts/endpoints/labs";
import type { LabRubric } from "@lab-grader/core/views/lab-rubric";
import { lazy, type ReactNode, Suspense } from "react";
import { useParams } from "react-router";
import { useOperation } from "../../api/use-operation.ts";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Loaded, Loading } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { UseInCohort } from "../library/use-in-cohort.tsx";
import { CriteriaView } from "./criteria-view.tsx";
import { PolicyView } from "./policy-view.tsx";
import { RubricSummary } from "./rubric-summary.tsx";

const words = text.rubric;

const views = ["criteria", "policy", "proof", "sheet"] as const;
type View = (typeof views)[number];

// What draws Markdown, and what knows the words of every reason, comes when somebody looks at it.
const SheetView = lazy(async () => ({ default: (await import("./sheet-view.tsx")).SheetView }));

const PublishedProof = lazy(async () => ({
  default: (await import("./published-proof.tsx")).PublishedProof,
}));

/** A published version of a lab with all of its rubric. */
export function RubricPage() {
  const { labId = "", version = "" } = useParams();
  const read = useOperation(getLabRubric, { params: { labId, version } });
  const name = words.nameOf(labId, version);
  const { data: rubric } = read;
  return (
    <Page
      title={rubric?.title ?? name}
      crumbs={[{ text: words.library.title, to: "/library" }]}
      description={
        rubric && (
          <>
            <LearnerText>{rubric.summary}</LearnerText>
            <br />
            <LearnerText>{name}</LearnerText>{" "}
            {rubric.isDev && <Badge color="severity-medium">{words.dev}</Badge>}{" "}
            <AppLink to={`/library?${new URLSearchParams({ find: labId, dev: "shown" })}`}>
              {words.allVersions}
            </AppLink>
          </>
        )
      }
      actions={rubric && <UseInCohort of={rubric} variant="primary" />}
    >
      <Loaded read={read}>{(answer) => <RubricViews rubric={answer} />}</Loaded>
    </Page>
  );
}

function RubricViews({ rubric }: { readonly rubric: LabRubric }) {
  const [named, setNamed] = useQueryText("view", "criterion");
  const view = views.find((one) => one === named) ?? "criteria";
  const show = (id: string) => setNamed(id === "criteria" ? "" : id);
  return (
    <Tabs
      ariaLabel={words.tabs.label}
      activeTabId={view}
      onChange={({ detail }) => show(detail.activeTabId)}
      tabs={views.map((id) => ({
        id,
        label: words.tabs[id],
        // The others are not drawn before somebody goes there.
        content: id === view && <Suspense fallback={<Loading />}>{viewOf(id, rubric)}</Suspense>,
      }))}
    />
  );
}

function viewOf(view: View, rubric: LabRubric): ReactNode {
  switch (view) {
    case "criteria":
      return (
        <SpaceBetween size="l">
          <RubricSummary rubric={rubric} />
          <CriteriaView rubric={rubric} />
        </SpaceBetween>
      );
    case "policy":
      return <PolicyView rubric={rubric} />;
    case "proof":
      return <PublishedProof rubric={rubric} />;
    case "sheet":
      return <SheetView rubric={rubric} />;
    default:
      return view satisfies never;
  }
}
