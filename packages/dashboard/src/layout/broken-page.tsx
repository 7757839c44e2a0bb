import { useRouteError } from "react-router";
import { FaultAlert } from "../parts/fault-alert.tsx";

/** A mistake in a page, or a part of the site that can't be loaded: said, with a way on. */
export function BrokenPage() {
  return (
    <main className="signed-out">
      <FaultAlert fault={useRouteError()} onRetry={() => location.reload()} />
    </main>
  );
}
