import { invalidParameter, validationError } from "./errors.ts";
import type { StreamSpecification } from "./shapes.ts";
import type { Stream, Table } from "./table.ts";

/** The stream of a new table. */
export function newStream(
  tableArn: string,
  specification: StreamSpecification | undefined,
  now: number,
): Stream | undefined {
  if (specification === undefined) return undefined;
  const { StreamEnabled, StreamViewType } = specification;
  if (StreamEnabled && StreamViewType === undefined)
    throw invalidParameter(
      "Table is being created with a stream enabled, UpdateViewType is required",
    );
  if (!StreamEnabled && StreamViewType !== undefined)
    throw invalidParameter(
      "Table is being created with a stream disabled, UpdateViewType should not be specified",
    );
  return StreamEnabled ? enabledStream(tableArn, StreamViewType, now) : undefined;
}

/** The stream after UpdateTable; a disabled one is remembered by its ARN. */
export function changedStream(
  table: Table,
  { StreamEnabled, StreamViewType }: StreamSpecification,
  now: number,
): Stream {
  const isOn = table.stream?.viewType !== undefined;
  if (StreamEnabled && StreamViewType === undefined)
    throw invalidParameter("If stream is being enabled then UpdateViewType is required");
  if (!StreamEnabled && StreamViewType !== undefined)
    throw invalidParameter(
      "If stream is being disabled, then UpdateViewType must not be specified",
    );
  if (StreamEnabled && isOn)
    throw validationError(`Table already has an enabled stream: TableName: ${table.name}`);
  if (StreamEnabled) return enabledStream(table.arn, StreamViewType, now);
  if (table.stream === undefined || !isOn)
    throw validationError(`Table has no stream to disable: TableName: ${table.name}`);
  return { ...table.stream, viewType: undefined };
}

/** A stream that begins now. */
export function enabledStream(tableArn: string, viewType: string | undefined, now: number): Stream {
  const label = new Date(now).toISOString().slice(0, -1);
  return { viewType, label, arn: `${tableArn}/stream/${label}` };
}
