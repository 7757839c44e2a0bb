import { Page } from "../../parts/page.tsx";

export function MyLabsPage() {
  return <Page title="MyLabsPage">{null}</Page>;
}
