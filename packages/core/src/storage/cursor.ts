/** A cursor that this table did not give for this range: the caller's mistake, not a fault. */
export class InvalidCursorError extends Error {
  override readonly name = "InvalidCursorError";

  constructor() {
    super("The cursor is not one of this list. Start again without a cursor.");
  }
}
