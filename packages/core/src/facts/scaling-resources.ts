import * as z from "zod";

/** What Application Auto Scaling scales of a table: the table itself, or one of its global indexes. */
export interface ScaledResource {
  /** As AWS writes it: `table/lab-orders`, `table/lab-orders/index/by-status`. */
  readonly resource: string;
  /** `undefined`: the table itself. */
  readonly index: string | undefined;
  /** `read` or `write`; a dimension that nobody foresaw keeps AWS's name. */
  readonly dimension: string;
}

/** What targets and policies have in common. */
export const ScaledMember = z.object({ ResourceId: z.string(), ScalableDimension: z.string() });

export function tableResource(table: string): string {
  return `table/${table}`;
}

export function indexResource(table: string, index: string): string {
  return `${tableResource(table)}/index/${index}`;
}

/**
 * The parts of a resource, or `undefined` where it belongs to another table: names can begin alike,
 * and an emulator was seen to answer policies of a table whose name is a part of the one asked for.
 */
export function scaledResource(
  { ResourceId, ScalableDimension }: z.infer<typeof ScaledMember>,
  table: string,
): ScaledResource | undefined {
  const itself = tableResource(table);
  const below = `${itself}/index/`;
  const isIndex = ResourceId.startsWith(below);
  if (ResourceId !== itself && !isIndex) return undefined;
  return {
    resource: ResourceId,
    index: isIndex ? ResourceId.slice(below.length) : undefined,
    dimension: dimensionOf(ScalableDimension),
  };
}

function dimensionOf(scalableDimension: string): string {
  if (/^dynamodb:(table|index):ReadCapacityUnits$/.test(scalableDimension)) return "read";
  if (/^dynamodb:(table|index):WriteCapacityUnits$/.test(scalableDimension)) return "write";
  return scalableDimension;
}
