import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { listLabs } from "@lab-grader/core/contracts/endpoints/labs";
import { useOperation } from "../../api/use-operation.ts";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { formatMoment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";

/** By which version of the lab is judged; each with what that means. */
export function VersionField({
  assignment,
  chosen,
  onChange,
}: {
  readonly assignment: AssignmentView;
  /** `newest`, `same` or a version. */
  readonly chosen: string;
  readonly onChange: (chosen: string) => void;
}) {
  const read = useOperation(listLabs, {});
  const { labs, lab, labsOlder } = text.regrades;
  const versions = read.data?.labs.find(({ labId }) => labId === assignment.lab.id)?.versions ?? [];
  const general = [
    { value: "newest", label: labs.newest, description: labs.newestMeans },
    { value: "same", label: labs.same, description: labs.sameMeans },
  ];
  const published = versions.map(({ version, publishedBy, publishedAt, isDev }) => ({
    value: version,
    label: labs.version(version),
    description: [
      labs.published(publishedBy, formatMoment(publishedAt)),
      ...(version === assignment.lab.version ? [labs.current] : []),
      ...(isDev ? [labs.dev] : []),
    ].join(" "),
  }));
  const selected = [...general, ...published].find(({ value }) => value === chosen);
  return (
    <FormField label={lab} description={selected?.description}>
      <Select
        options={[...general, { label: labsOlder, options: published }]}
        selectedOption={selected ?? null}
        statusType={read.isPending ? "loading" : "finished"}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? "newest")}
      />
      {read.error && <FaultAlert fault={read.error} onRetry={() => void read.refetch()} />}
    </FormField>
  );
}
