import { Page } from "../../parts/page.tsx";

export function CohortsPage() {
  return <Page title="CohortsPage">{null}</Page>;
}
