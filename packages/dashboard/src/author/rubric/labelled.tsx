import Box from "@cloudscape-design/components/box";
import type { ReactNode } from "react";

/** A value under its name. */
export function Labelled({
  label,
  note,
  children,
}: {
  readonly label: string;
  readonly note?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="rubric-labelled">
      <Box variant="awsui-key-label">
        {label}
        {note !== undefined && (
          <>
            {" "}
            <Box variant="small" color="text-body-secondary">
              {note}
            </Box>
          </>
        )}
      </Box>
      <div>{children}</div>
    </div>
  );
}
