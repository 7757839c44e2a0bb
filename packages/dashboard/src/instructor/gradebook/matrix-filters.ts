import * as z from "zod";
import { type CellState, cellStates } from "./cell-state.ts";

const State = z.enum(cellStates);

/** What is shown of the gradebook, as it stands in the address. */
export interface MatrixFilters {
  /** Part of a name or login. */
  readonly search: string;
  /** Learners with a cell like this. */
  readonly state?: CellState | undefined;
  /** Assignment in which `state` is looked for. */
  readonly assignmentId?: string | undefined;
  readonly section?: string | undefined;
  readonly isWithDropped: boolean;
  /** `name`, `login`, `section`, `total`, or the id of an assignment. */
  readonly sort: string;
  readonly isDescending: boolean;
}

/** What somebody typed into the address, where it means something. */
export function readFilters(query: URLSearchParams): MatrixFilters {
  const state = State.safeParse(query.get("state"));
  return {
    search: query.get("q") ?? "",
    state: state.success ? state.data : undefined,
    assignmentId: query.get("in") ?? undefined,
    section: query.get("section") ?? undefined,
    isWithDropped: query.get("dropped") === "true",
    sort: query.get("sort") ?? "name",
    isDescending: query.get("order") === "desc",
  };
}

/** The query of an address; what is usual is left out. */
export function queryOfFilters(filters: MatrixFilters): URLSearchParams {
  const query = new URLSearchParams();
  if (filters.search !== "") query.set("q", filters.search);
  if (filters.state !== undefined) query.set("state", filters.state);
  if (filters.assignmentId !== undefined) query.set("in", filters.assignmentId);
  if (filters.section !== undefined) query.set("section", filters.section);
  if (filters.isWithDropped) query.set("dropped", "true");
  if (filters.sort !== "name") query.set("sort", filters.sort);
  if (filters.isDescending) query.set("order", "desc");
  return query;
}

/** Whether some learners may be left out. */
export function isNarrowed({ search, state, section }: MatrixFilters): boolean {
  return search.trim() !== "" || state !== undefined || section !== undefined;
}
