import { plural } from "../plural.ts";

export const commandLine = {
  title: "Command line",
  lead: "Everything that these pages do can be typed too. It is one file that needs Node 20 or later, and nothing else.",
  own: {
    title: "On your own machine",
    download: "Download",
    signIn: "Sign in, in your browser",
    submit: "Hand in, and look",
  },
  cloudShell: {
    title: "In AWS CloudShell",
    lead: "CloudShell has Node, and no browser to sign in with. Make a token here for one stage, and paste the lines there within 15 minutes.",
    lab: "Lab",
    stage: "Stage",
    choose: "Choose",
    noLabs: "You have no lab that is open.",
    signed: "My account can't have the role",
    signedDescription:
      "Then each look is signed in CloudShell by the credentials that are there. They never leave it: we get the signature, and pass exactly that one call on to AWS.",
    make: "Make a token",
    makeAgain: "Make another token",
    paste: "Lines for CloudShell",
    shownOnce: "It hands in this stage once, for you, and is not shown again. It ends at",
    ended: "This token has ended. Make another one.",
    answers: (count: number) =>
      `This stage asks ${plural(count, "question", "questions")}. Without answers the command shows them as a form to fill in; hand in with --answers answers.yaml then.`,
  },
};
