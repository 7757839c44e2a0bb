import Button from "@cloudscape-design/components/button";
import type { Ref } from "react";
import { AppLink } from "../../parts/app-link.tsx";
import { text } from "../../text/text.ts";
import { CaseDetail } from "./case-detail.tsx";
import { CellDetail } from "./cell-detail.tsx";
import { ColumnDetail } from "./column-detail.tsx";
import type { KnownCriteria } from "./known-criteria.ts";
import type { OpenedPlace } from "./proof-grid.tsx";

const words = text.rubric.proof.detail;

/** More of the pressed cell, drawn over the page until something else is pressed. */
export function ProofDetail({
  ref,
  of,
  criteria,
  onOnly,
}: {
  readonly ref: Ref<HTMLDivElement>;
  readonly of: OpenedPlace | undefined;
  readonly criteria: KnownCriteria;
  readonly onOnly: (criterion: string) => void;
}) {
  const title = titleOf(of);
  const criterion = of?.column?.criterion;
  return (
    <div
      ref={ref}
      popover="auto"
      role="dialog"
      aria-label={title}
      tabIndex={-1}
      className="proof-detail"
    >
      <div className="proof-detail-head">
        <bdi>{title}</bdi>
        <Button
          variant="icon"
          iconName="close"
          ariaLabel={words.close}
          onClick={() => closePopoverAround(document.activeElement)}
        />
      </div>
      {of && <Detail of={of} criteria={criteria} />}
      {criterion !== undefined && (
        <div className="proof-detail-actions">
          {criteria.pathOf && criteria.titleOf(criterion) !== undefined && (
            <AppLink to={criteria.pathOf(criterion)}>{words.toCriterion}</AppLink>
          )}
          <Button variant="inline-link" onClick={() => onOnly(criterion)}>
            {words.onlyThis}
          </Button>
        </div>
      )}
    </div>
  );
}

function Detail({
  of: { row, column },
  criteria,
}: {
  readonly of: OpenedPlace;
  readonly criteria: KnownCriteria;
}) {
  const title = column && criteria.titleOf(column.criterion);
  if (!row) return column && <ColumnDetail column={column} title={title} />;
  const cell = column && row.cells.get(column.criterion);
  return cell ? <CellDetail row={row} cell={cell} title={title} /> : <CaseDetail row={row} />;
}

function titleOf(of: OpenedPlace | undefined): string {
  const criterion = of?.column?.criterion;
  const name = of?.row?.of.name;
  if (criterion !== undefined && name !== undefined) return words.cell(criterion, name);
  return criterion === undefined ? words.case(name ?? "") : words.column(criterion);
}

function closePopoverAround(element: Element | null): void {
  const popover = element?.closest("[popover]");
  if (popover instanceof HTMLElement) popover.hidePopover();
}
