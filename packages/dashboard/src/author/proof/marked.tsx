import Icon from "@cloudscape-design/components/icon";

/** A sentence with a sign before it; unlike in a status, its words stay whole where it wraps. */
export function Marked({
  isGood,
  children,
}: {
  readonly isGood: boolean;
  readonly children: string;
}) {
  return (
    <span>
      {isGood ? (
        <Icon name="status-positive" variant="success" />
      ) : (
        <Icon name="status-negative" variant="error" />
      )}{" "}
      {children}
    </span>
  );
}
