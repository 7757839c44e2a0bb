import { Fragment } from "react";

/** A long name that breaks where a person would break it: after each of its separators. */
export function Breakable({
  children,
  after,
}: {
  readonly children: string;
  readonly after: "/" | ".";
}) {
  const parts = children.split(after);
  return (
    <bdi className="learner-text">
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name never change places
        <Fragment key={place}>
          {part}
          {place < parts.length - 1 && (
            <>
              {after}
              <wbr />
            </>
          )}
        </Fragment>
      ))}
    </bdi>
  );
}
