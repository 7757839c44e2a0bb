import { Page } from "../../parts/page.tsx";

export function RubricPage() {
  return <Page title="RubricPage">{null}</Page>;
}
