import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Command } from "../../parts/command.tsx";
import { Page } from "../../parts/page.tsx";
import { usePerson } from "../../sign-in/session-context.tsx";
import { text } from "../../text/text.ts";
import { CloudShell } from "./cloud-shell.tsx";
import { downloadCommands, signInCommand, submitCommands } from "./commands.ts";

const { commandLine } = text;

/** `/command-line`: the same work without these pages, and where there is no browser. */
export function CommandLinePage() {
  const { isLearner } = usePerson();
  const { own } = commandLine;
  return (
    <Page title={commandLine.title} description={commandLine.lead}>
      <SpaceBetween size="l">
        {isLearner && <CloudShell />}
        <Container header={<Header variant="h2">{own.title}</Header>}>
          <SpaceBetween size="s">
            <h3 className="section-title">{own.download}</h3>
            <Command label={own.download}>{downloadCommands(location.origin)}</Command>
            <h3 className="section-title">{own.signIn}</h3>
            <Command label={own.signIn}>{signInCommand(location.origin)}</Command>
            {isLearner && (
              <>
                <h3 className="section-title">{own.submit}</h3>
                <Command label={own.submit}>
                  {submitCommands({ lab: "<lab>", stage: "<stage>" })}
                </Command>
              </>
            )}
          </SpaceBetween>
        </Container>
      </SpaceBetween>
    </Page>
  );
}
