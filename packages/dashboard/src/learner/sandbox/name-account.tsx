import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  getSandboxAccount,
  type OwnSandboxAccount,
  registerSandboxAccount,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { accountText } from "@lab-grader/core/views/figures";
import { type FormEvent, useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { text } from "../../text/text.ts";

const { account: words } = text.sandbox;

/** The first step: whose account it is. */
export function NameAccount({ account }: { readonly account: OwnSandboxAccount }) {
  const [isAsking, setIsAsking] = useState(account.accountId === null);
  const [typed, setTyped] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const registering = useChange(registerSandboxAccount, { changes: [getSandboxAccount] });

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const accountId = typed.replaceAll(/[\s-]/g, "");
    const isId = /^\d{12}$/.test(accountId);
    setIsWrong(!isId);
    if (isId) void registering.send({ body: { accountId } });
  };

  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={!isAsking && <Button onClick={() => setIsAsking(true)}>{words.change}</Button>}
        >
          {words.title}
        </Header>
      }
    >
      {isAsking ? (
        <form onSubmit={onSubmit} noValidate>
          <SpaceBetween size="m">
            <FormField
              label={words.label}
              description={words.description}
              constraintText={words.constraint}
              errorText={isWrong ? words.wrong : ""}
            >
              <Input
                value={typed}
                inputMode="numeric"
                autoComplete={false}
                onChange={({ detail }) => setTyped(detail.value)}
              />
            </FormField>
            {registering.error && <FaultAlert fault={registering.error} />}
            <Button variant="primary" formAction="submit" loading={registering.isSending}>
              {words.register}
            </Button>
          </SpaceBetween>
        </form>
      ) : (
        <Box>{words.registered(accountText(account.accountId ?? ""))}</Box>
      )}
    </Container>
  );
}
