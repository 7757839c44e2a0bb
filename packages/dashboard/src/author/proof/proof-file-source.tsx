import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import FileUpload from "@cloudscape-design/components/file-upload";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useRef, useState } from "react";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Loading } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import { problemWords } from "./problem-words.ts";
import { largestFileBytes, type ReadProofFile, readProofFile } from "./read-proof-file.ts";

const words = text.rubric.proof.file;

type Read = Extract<ReadProofFile, { status: "read" }>;
type Refused = Exclude<ReadProofFile, Read> | { readonly status: "unreadable" };

/** Chooses a file and reads it here, in the browser. */
export function ProofFileSource({
  onRead,
}: {
  /** `undefined`: there is nothing to be shown any more. */
  readonly onRead: (read: Read | undefined) => void;
}) {
  const [file, setFile] = useState<File>();
  const [refused, setRefused] = useState<Refused>();
  const [isReading, setReading] = useState(false);
  const latest = useRef<File>(undefined);

  const choose = async (chosen: File | undefined) => {
    latest.current = chosen;
    setFile(chosen);
    setRefused(undefined);
    onRead(undefined);
    setReading(chosen !== undefined);
    if (!chosen) return;
    const read = await readChosen(chosen);
    // Somebody may have chosen another one meanwhile.
    if (latest.current !== chosen) return;
    setReading(false);
    if (read.status === "read") onRead(read);
    else setRefused(read);
  };

  return (
    <Container header={<Header variant="h2">{words.source}</Header>}>
      <SpaceBetween size="m">
        <FormField label={words.label}>
          <FileUpload
            value={file ? [file] : []}
            accept=".json,application/json"
            showFileSize
            showFileLastModified
            constraintText={words.hint}
            onChange={({ detail }) => void choose(detail.value[0])}
            i18nStrings={{
              uploadButtonText: () => words.choose,
              dropzoneText: () => words.drop,
              removeFileAriaLabel: (_index, name) => words.remove(name),
            }}
          />
        </FormField>
        {isReading && <Loading />}
        {file && refused && <RefusedFile file={file} refused={refused} />}
      </SpaceBetween>
    </Container>
  );
}

function RefusedFile({ file, refused }: { readonly file: File; readonly refused: Refused }) {
  return (
    <div role="alert">
      <Alert
        type="error"
        header={<LearnerText>{words.refusedTitle(cutName(file.name))}</LearnerText>}
      >
        <RefusedWords file={file} refused={refused} />
      </Alert>
    </div>
  );
}

function RefusedWords({ file, refused }: { readonly file: File; readonly refused: Refused }) {
  switch (refused.status) {
    case "too_large":
      return words.tooLarge(Math.ceil(file.size / 1024 / 1024).toLocaleString("en"));
    case "empty":
      return words.empty;
    case "half":
      return words.half;
    case "no_labs":
      return words.noLabs;
    case "unreadable":
      return words.unreadable;
    case "not_json":
      return <LearnerText>{words.notJson(refused.detail)}</LearnerText>;
    case "other":
      return (
        <>
          {words.other}
          <ul>
            {refused.problems.map(problemWords).map((problem, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two places may be told in the same words
              <li key={place}>
                <LearnerText>{problem}</LearnerText>
              </li>
            ))}
            {refused.more > 0 && <li>{words.otherMore(refused.more)}</li>}
          </ul>
          {words.otherDoNext}
        </>
      );
    default:
      return refused satisfies never;
  }
}

async function readChosen(file: File): Promise<Read | Refused> {
  if (file.size > largestFileBytes) return { status: "too_large" };
  try {
    return readProofFile(new Uint8Array(await file.arrayBuffer()));
  } catch (fault) {
    // The file was moved or changed after it was chosen, or is a folder.
    if (fault instanceof DOMException) return { status: "unreadable" };
    throw fault;
  }
}

const longestName = 80;

function cutName(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName)}…`;
}
