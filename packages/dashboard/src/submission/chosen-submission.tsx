import FormField from "@cloudscape-design/components/form-field";
import Select, { type SelectProps } from "@cloudscape-design/components/select";
import { listSubmissions } from "@lab-grader/core/contracts/endpoints/submissions";
import type { SubmissionSummary } from "@lab-grader/core/contracts/http";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { usePages } from "../api/use-operation.ts";
import { FaultAlert } from "../parts/fault-alert.tsx";
import { Empty } from "../parts/loaded.tsx";
import { formatMoment } from "../parts/moment.tsx";
import { formatPointsOf } from "../parts/points.ts";
import { text } from "../text/text.ts";
import { isForStaff } from "./for-staff.ts";

/** Which of the learner's other submissions this one is compared with. */
export function ChosenSubmission({
  view,
  other,
  onChoose,
}: {
  readonly view: SubmissionView;
  readonly other: string;
  readonly onChoose: (submissionId: string) => void;
}) {
  const { comparison } = text;
  const { assignmentId, learnerId } = view;
  const learner = isForStaff(view) ? learnerId : undefined;
  const pages = usePages(listSubmissions, { assignmentId, learner }, (cursor) => ({
    params: { assignmentId },
    query: { cursor, learner },
  }));
  if (pages.error) return <FaultAlert fault={pages.error} onRetry={() => void pages.refetch()} />;

  const others = (pages.data?.pages ?? [])
    .flatMap(({ submissions }) => submissions)
    .filter(({ submissionId }) => submissionId !== view.submissionId);
  if (pages.isSuccess && others.length === 0 && other === "" && !pages.hasNextPage) {
    return <Empty title={comparison.onlyOneTitle}>{comparison.onlyOne}</Empty>;
  }
  const options = others.map(optionOf);
  return (
    <FormField label={comparison.other} description={comparison.otherHint}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === other) ?? null}
        placeholder={comparison.choose}
        statusType={pages.isFetching ? "loading" : pages.hasNextPage ? "pending" : "finished"}
        loadingText={text.parts.loading}
        onLoadItems={() => {
          if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage();
        }}
        filteringType="auto"
        onChange={({ detail }) => onChoose(detail.selectedOption.value ?? "")}
      />
    </FormField>
  );
}

function optionOf(one: SubmissionSummary): SelectProps.Option {
  const { submissionId, stage, number, state, submittedAt, points, maxPoints } = one;
  const { option, states } = text.comparison;
  return {
    value: submissionId,
    label: option(stage, number),
    description: formatMoment(submittedAt),
    tags: [states[state], ...(maxPoints === null ? [] : [formatPointsOf(points, maxPoints)])],
  };
}
