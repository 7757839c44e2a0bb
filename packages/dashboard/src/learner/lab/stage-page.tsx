import { Page } from "../../parts/page.tsx";

export function StagePage() {
  return <Page title="StagePage">{null}</Page>;
}
