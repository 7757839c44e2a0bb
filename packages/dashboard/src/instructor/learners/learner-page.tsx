import { Page } from "../../parts/page.tsx";

export function LearnerPage() {
  return <Page title="LearnerPage">{null}</Page>;
}
