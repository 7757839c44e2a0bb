import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  getSandboxAccount,
  type OwnSandboxAccount,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { useOperation } from "../../api/use-operation.ts";
import { AppLink } from "../../parts/app-link.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { text } from "../../text/text.ts";
import { AccountStanding } from "./account-standing.tsx";
import { CheckAccount } from "./check-account.tsx";
import { MakeRole } from "./make-role.tsx";
import { NameAccount } from "./name-account.tsx";

const { sandbox } = text;
const whileVerifyingMs = 1500;

/** `/sandbox`: name the account, let the grader in, check it; and the other way. */
export function SandboxPage() {
  const account = useOperation(getSandboxAccount, {});
  const isVerifying = account.data?.state === "verifying";
  const live = useOperation(
    getSandboxAccount,
    {},
    { isEnabled: isVerifying, everyMs: isVerifying && whileVerifyingMs },
  );
  return (
    <Page title={sandbox.title} description={sandbox.lead}>
      <Loaded read={isVerifying ? live : account}>{(own) => <Steps account={own} />}</Loaded>
    </Page>
  );
}

function Steps({ account }: { readonly account: OwnSandboxAccount }) {
  return (
    <SpaceBetween size="l">
      <AccountStanding account={account} />
      <NameAccount account={account} key={account.accountId} />
      <MakeRole account={account} />
      <CheckAccount account={account} />
      <Container header={<Header variant="h2">{sandbox.signed.title}</Header>}>
        <SpaceBetween size="s">
          <div>{sandbox.signed.text}</div>
          <AppLink to="/command-line?signed=true">{sandbox.signed.link}</AppLink>
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}
