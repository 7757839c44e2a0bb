import { isLocal } from "../../deployment.ts";
import { useDeployment } from "../../deployment-context.tsx";
import { Command } from "../../parts/command.tsx";
import { usePerson } from "../../sign-in/session-context.tsx";
import { text } from "../../text/text.ts";
import { proofCommand, publishWithProof } from "../author-commands.ts";

/** The commands that make a proof: stored with the lab, or as a file. */
export function ProofGuide() {
  const deployment = useDeployment();
  const { login } = usePerson();
  const as = isLocal(deployment) ? login : undefined;
  return (
    <Command label={text.rubric.proof.commands}>
      {[publishWithProof(as), proofCommand()].join("\n")}
    </Command>
  );
}
