import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FileUpload from "@cloudscape-design/components/file-upload";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { csvRows } from "@lab-grader/core/cohorts/roster/csv-rows";
import { useMemo, useState } from "react";
import { text } from "../../text/text.ts";
import { readRosterBytes } from "./roster-file.ts";
import type { RosterRequest } from "./use-roster-import.ts";

const words = text.roster.imports;

/** Where the roster comes from: a file or pasted text, and which column holds the logins. */
export function RosterSource({
  isChecking,
  isChecked,
  onCheck,
  onChange,
}: {
  readonly isChecking: boolean;
  /** What it would do is shown below. */
  readonly isChecked: boolean;
  readonly onCheck: (request: RosterRequest) => void;
  /** What is chosen is another thing now than what was checked. */
  readonly onChange: () => void;
}) {
  const [kind, setKind] = useState<"file" | "paste">("file");
  const [file, setFile] = useState<File>();
  const [csvOfFile, setCsvOfFile] = useState("");
  const [pasted, setPasted] = useState("");
  const [loginColumn, setLoginColumn] = useState("");
  const [error, setError] = useState<string>();
  const csv = kind === "file" ? csvOfFile : pasted;
  const headers = useMemo(() => headersOf(csv), [csv]);
  const columns = [
    { value: "", label: words.loginColumnUsual },
    ...headers.map((value) => ({ value, label: value })),
  ];

  const checkThis = (text: string, column: string) => {
    if (text.trim() === "") {
      setError(kind === "file" ? words.nothingChosen : words.nothingPasted);
      return;
    }
    onCheck({ csv: text, ...(column === "" ? {} : { loginColumn: column }) });
  };
  const changed = () => {
    setError(undefined);
    onChange();
  };
  const choose = async (chosen: File | undefined) => {
    changed();
    setFile(chosen);
    setCsvOfFile("");
    setLoginColumn("");
    if (!chosen) return;
    const read = await readFile(chosen);
    if (read.status === "refused") {
      setError(words.refused[read.why](chosen.name, chosen.size));
      return;
    }
    setCsvOfFile(read.csv);
    checkThis(read.csv, "");
  };

  return (
    <Container header={<Header variant="h2">{words.stepSource}</Header>}>
      <SpaceBetween size="m">
        <RadioGroup
          ariaLabel={words.source}
          value={kind}
          direction="horizontal"
          items={[
            { value: "file", label: words.fromFile },
            { value: "paste", label: words.fromPaste },
          ]}
          onChange={({ detail }) => {
            changed();
            setKind(detail.value === "paste" ? "paste" : "file");
          }}
        />
        {kind === "file" ? (
          <FormField label={words.fileLabel} errorText={error}>
            <FileUpload
              value={file ? [file] : []}
              accept=".csv,.txt,text/csv,text/plain"
              showFileSize
              constraintText={words.fileHint}
              onChange={({ detail }) => void choose(detail.value[0])}
              i18nStrings={{
                uploadButtonText: () => words.choose,
                dropzoneText: () => words.dropHere,
                removeFileAriaLabel: (_index, name) => words.remove(name),
              }}
            />
          </FormField>
        ) : (
          <FormField label={words.paste} constraintText={words.pasteHint} errorText={error} stretch>
            <Textarea
              value={pasted}
              rows={8}
              spellcheck={false}
              placeholder={words.pastePlaceholder}
              onChange={({ detail }) => {
                changed();
                setPasted(detail.value);
              }}
            />
          </FormField>
        )}
        {headers.length > 0 && (
          <FormField label={words.loginColumn} constraintText={words.loginColumnHint}>
            <Select
              options={columns}
              selectedOption={columns.find(({ value }) => value === loginColumn) ?? null}
              onChange={({ detail }) => {
                const column = detail.selectedOption.value ?? "";
                setLoginColumn(column);
                changed();
                if (kind === "file") checkThis(csv, column);
              }}
            />
          </FormField>
        )}
        {kind === "paste" && (
          <Button
            variant={isChecked ? "normal" : "primary"}
            loading={isChecking}
            onClick={() => checkThis(csv, loginColumn)}
          >
            {isChecked ? words.checkAgain : words.check}
          </Button>
        )}
        {!isChecked && (
          <Box variant="small" color="text-body-secondary">
            <ul>
              <li>{words.whatCanvas}</li>
              <li>{words.whatMoodle}</li>
              <li>{words.whatPlain}</li>
            </ul>
          </Box>
        )}
      </SpaceBetween>
    </Container>
  );
}

async function readFile(file: File) {
  try {
    return readRosterBytes(new Uint8Array(await file.arrayBuffer()));
  } catch (fault) {
    // The file was moved or changed after it was chosen.
    if (fault instanceof DOMException) return { status: "refused", why: "unreadable" } as const;
    throw fault;
  }
}

/** The first line's cells, each once. */
function headersOf(csv: string): readonly string[] {
  const firstLine = csv.replace(/^\uFEFF/, "").split(/\r\n?|\n/, 1)[0] ?? "";
  const [header] = csvRows(firstLine);
  return [...new Set(header?.cells ?? [])].filter((cell) => cell !== "");
}
