import { Page } from "../../parts/page.tsx";

export function CellPage() {
  return <Page title="CellPage">{null}</Page>;
}
