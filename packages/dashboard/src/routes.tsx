import type { RouteObject } from "react-router";
import { BrokenPage } from "./layout/broken-page.tsx";
import { FirstPage } from "./layout/first-page.tsx";
import { NotFoundPage } from "./layout/not-found-page.tsx";
import { Loading } from "./parts/loaded.tsx";
import { signedInPath } from "./sign-in/code-flow.ts";
import { SignInAgainPage } from "./sign-in/sign-in-again-page.tsx";
import { signInForOtherTabPath } from "./sign-in/sign-in-ended.tsx";
import { SignedIn } from "./sign-in/signed-in.tsx";
import { SignedInPage } from "./sign-in/signed-in-page.tsx";

type PageModule = Readonly<Record<string, React.ComponentType>>;

/** A page that is fetched when somebody goes there. */
function page<Module extends PageModule>(
  path: string,
  load: () => Promise<Module>,
  name: keyof Module,
): RouteObject {
  return { path, lazy: async () => ({ Component: (await load())[name] }) };
}

/** Every address of the application. Which of them somebody may see, the API decides. */
export const routes: RouteObject[] = [
  { path: signedInPath, Component: SignedInPage, ErrorBoundary: BrokenPage },
  { path: signInForOtherTabPath, Component: SignInAgainPage, ErrorBoundary: BrokenPage },
  {
    path: "/",
    Component: SignedIn,
    ErrorBoundary: BrokenPage,
    HydrateFallback: Loading,
    children: [
      { index: true, Component: FirstPage },
      page("labs", () => import("./learner/my-labs/my-labs-page.tsx"), "MyLabsPage"),
      page("labs/:assignmentId", () => import("./learner/lab/lab-page.tsx"), "LabPage"),
      page("labs/:assignmentId/sheet", () => import("./learner/lab/sheet-page.tsx"), "SheetPage"),
      page(
        "labs/:assignmentId/stages/:stage",
        () => import("./learner/stage/stage-page.tsx"),
        "StagePage",
      ),
      page("sandbox", () => import("./learner/sandbox/sandbox-page.tsx"), "SandboxPage"),
      page("questions", () => import("./learner/questions/questions-page.tsx"), "QuestionsPage"),
      page("join", () => import("./learner/join/join-page.tsx"), "JoinPage"),
      page(
        "command-line",
        () => import("./learner/command-line/command-line-page.tsx"),
        "CommandLinePage",
      ),
      page(
        "submissions/:submissionId",
        () => import("./submission/submission-page.tsx"),
        "SubmissionPage",
      ),
      page(
        "submissions/:submissionId/comparison",
        () => import("./submission/comparison-page.tsx"),
        "ComparisonPage",
      ),
      page(
        "submissions/:submissionId/evidence",
        () => import("./submission/evidence-page.tsx"),
        "EvidencePage",
      ),
      page("cohorts", () => import("./instructor/cohorts/cohorts-page.tsx"), "CohortsPage"),
      page("cohorts/:cohortId", () => import("./instructor/cohorts/cohort-page.tsx"), "CohortPage"),
      page(
        "cohorts/:cohortId/settings",
        () => import("./instructor/cohorts/settings-page.tsx"),
        "SettingsPage",
      ),
      page(
        "cohorts/:cohortId/gradebook",
        () => import("./instructor/gradebook/gradebook-page.tsx"),
        "GradebookPage",
      ),
      page(
        "cohorts/:cohortId/learners",
        () => import("./instructor/learners/learners-page.tsx"),
        "LearnersPage",
      ),
      page(
        "cohorts/:cohortId/learners/:learnerId",
        () => import("./instructor/learners/learner-page.tsx"),
        "LearnerPage",
      ),
      page(
        "cohorts/:cohortId/learners/:learnerId/assignments/:assignmentId",
        () => import("./instructor/gradebook/cell-page.tsx"),
        "CellPage",
      ),
      page(
        "cohorts/:cohortId/roster",
        () => import("./instructor/learners/roster-page.tsx"),
        "RosterPage",
      ),
      page(
        "cohorts/:cohortId/assignments",
        () => import("./instructor/assignments/assignments-page.tsx"),
        "AssignmentsPage",
      ),
      page(
        "cohorts/:cohortId/assignments/new",
        () => import("./instructor/assignments/new-assignment-page.tsx"),
        "NewAssignmentPage",
      ),
      page(
        "cohorts/:cohortId/inquiries",
        () => import("./instructor/review/inquiries-page.tsx"),
        "InquiriesPage",
      ),
      page(
        "cohorts/:cohortId/export",
        () => import("./instructor/export/export-page.tsx"),
        "ExportPage",
      ),
      page(
        "cohorts/:cohortId/audit",
        () => import("./instructor/audit/audit-page.tsx"),
        "AuditPage",
      ),
      page("cohorts/:cohortId/jobs", () => import("./instructor/jobs/jobs-page.tsx"), "JobsPage"),
      page(
        "assignments/:assignmentId",
        () => import("./instructor/assignments/assignment-page.tsx"),
        "AssignmentPage",
      ),
      page(
        "assignments/:assignmentId/edit",
        () => import("./instructor/assignments/edit-assignment-page.tsx"),
        "EditAssignmentPage",
      ),
      page(
        "assignments/:assignmentId/marking",
        () => import("./instructor/review/marking-page.tsx"),
        "MarkingPage",
      ),
      page(
        "assignments/:assignmentId/analytics",
        () => import("./instructor/analytics/analytics-page.tsx"),
        "AnalyticsPage",
      ),
      page(
        "assignments/:assignmentId/regrades",
        () => import("./instructor/regrades/regrades-page.tsx"),
        "RegradesPage",
      ),
      page(
        "assignments/:assignmentId/regrades/:jobId",
        () => import("./instructor/regrades/regrade-page.tsx"),
        "RegradePage",
      ),
      page(
        "operations",
        () => import("./instructor/operations/operations-page.tsx"),
        "OperationsPage",
      ),
      page("library", () => import("./author/library/library-page.tsx"), "LibraryPage"),
      page("library/proof", () => import("./author/rubric/proof-page.tsx"), "ProofPage"),
      page(
        "library/:labId/:version",
        () => import("./author/rubric/rubric-page.tsx"),
        "RubricPage",
      ),
      page("checks/:kind", () => import("./author/checks/check-page.tsx"), "CheckPage"),
      { path: "*", Component: NotFoundPage },
    ],
  },
];
