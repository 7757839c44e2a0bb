import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { SealView } from "@lab-grader/core/contracts/endpoints/audit";
import { useState } from "react";
import { formatMoment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";

const words = text.audit;
const enough = /^[0-9a-f]{16,64}$/;

/** Whether a hash that somebody kept, as exports carry it, is that of a seal. */
export function KnownHash({ seals }: { readonly seals: readonly SealView[] }) {
  const [typed, setTyped] = useState("");
  const hash = typed.trim().toLowerCase();
  const isReadable = enough.test(hash);
  const found = isReadable ? seals.find((seal) => seal.hash.startsWith(hash)) : undefined;
  return (
    <FormField label={words.knownHash} constraintText={words.knownHashHint}>
      <SpaceBetween size="xs">
        <Input
          value={typed}
          onChange={({ detail }) => setTyped(detail.value)}
          spellcheck={false}
          autoComplete={false}
        />
        <div role="status">
          {hash !== "" && !isReadable && words.knownHashShort}
          {found && (
            <StatusIndicator type="success">
              {words.knownIs(found.number, formatMoment(found.at))}
            </StatusIndicator>
          )}
          {isReadable && !found && (
            <StatusIndicator type="error">{words.knownIsNone}</StatusIndicator>
          )}
        </div>
      </SpaceBetween>
    </FormField>
  );
}
