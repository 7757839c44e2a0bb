import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import TextContent from "@cloudscape-design/components/text-content";
import { isLocal } from "../../deployment.ts";
import { useDeployment } from "../../deployment-context.tsx";
import { Command } from "../../parts/command.tsx";
import { usePerson } from "../../sign-in/session-context.tsx";
import { text } from "../../text/text.ts";
import { publishCommands, signInCommand } from "../author-commands.ts";

const words = text.rubric.library.publish;

/** How a lab gets here. */
export function PublishGuide() {
  const deployment = useDeployment();
  const { login } = usePerson();
  const as = isLocal(deployment) ? login : undefined;
  return (
    <Container header={<Header variant="h2">{words.title}</Header>}>
      <TextContent>
        <p>{words.lead}</p>
        {as === undefined && (
          <>
            <p>{words.signIn}</p>
            <Command label={words.signInCommand}>{signInCommand(location.origin)}</Command>
          </>
        )}
        <p>{words.clone}</p>
        <Command label={words.commands}>{publishCommands(as)}</Command>
        <ul>
          {words.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </TextContent>
    </Container>
  );
}
