export const shell = {
  product: "Lab Grader",
  /** Before the product's name, for who does not see its mark. */
  firstPageOf: "First page of",
  localMark: "Local system",
  localDetail: "Everything runs on this machine; nothing here is a real AWS account.",
  navigation: "Navigation",
  openNavigation: "Open navigation",
  closeNavigation: "Close navigation",
  skipToContent: "Skip to the page's content",
  notifications: "Notifications",
  learn: "Learn",
  teach: "Teach",
  labs: "My labs",
  sandbox: "My sandbox account",
  questions: "My questions",
  join: "Join a class",
  commandLine: "Command line",
  cohorts: "Cohorts",
  library: "Lab library",
  operations: "Operations",
  account: "Account",
  signOut: "Sign out",
  theme: "Appearance",
  light: "Light",
  dark: "Dark",
  system: "As the device",
  themeIs: (name: string) => `Appearance: ${name}`,
  more: "More",
  overflowTitle: "All",
  offlineTitle: "You are offline",
  offline:
    "What you see is what was loaded before. It goes on by itself when you are connected again.",
  /** With the page above, where there is one: an assignment may be called like its lab. */
  pageTitle: (title: string, above?: string) =>
    [title, ...(above === undefined ? [] : [above]), "Lab Grader"].join(" · "),
};

export const signIn = {
  title: "Lab Grader",
  lead: "Build a lab in your own AWS account, hand it in, and read for every point what was expected, what was found, where, and what to do next.",
  button: "Sign in",
  buttonLocal: "Choose who you are",
  localNote:
    "This is a local system: you need no password, and every AWS account in it is made up.",
  promises: [
    "An attempt counts only when we could look at your account.",
    "What we could not judge costs no points.",
    "We only read, unless the lab says otherwise before you start.",
    "Your keys stay with you: we never ask for them.",
  ],
  promisesTitle: "What you can rely on",
  working: "Signing you in …",
  failedTitle: "You are not signed in",
  failed:
    "This address is not the answer to a sign-in of this tab, or it was used before. Sign in again.",
  again: "Sign in again",
  endedTitle: "Your sign-in has ended",
  ended:
    "Sign in again in a new tab; this page stays as it is, and goes on by itself. Nothing that you typed is lost.",
  endedWaiting: "Waiting for the other tab …",
  backTitle: "You are signed in again",
  back: "The other tab goes on by itself. You can close this one.",
  nobodyTitle: "Nobody has put you into a class yet",
  nobody: (login: string) =>
    `You are signed in as ${login}, who is neither a learner nor an instructor here. Tell your instructor this login, or join a class with the code that you were given.`,
  brokenTitle: "This page does not know its API",
  broken: (reason: string) =>
    `${reason} Load it again; if that does not help, tell your instructor.`,
};

export const faults = {
  ended: {
    title: "Your sign-in has ended",
    detail: "Sign in again to go on.",
  },
  unreadable: (status: number) => ({
    title: "The service answered something else",
    detail: `It answered with status ${status}, and not as this page expects. Load the page again: it may be older than the service. If that does not help, tell your instructor.`,
  }),
  unreachable: {
    title: "The service can't be reached",
    detail: "Look at your connection and try again. Nothing was lost.",
  },
  own: (message: string) => ({
    title: "This page made a mistake",
    detail: `${message} Load it again; if that does not help, tell your instructor what you did.`,
  }),
  requestId: (id: string) => `Request ${id}`,
  retry: "Try again",
  notFoundTitle: "There is no such page",
  notFound: "The address may be mistyped, or what was there is not yours to see.",
  toStart: "To the first page",
  staleTitle: "This may be out of date",
};

export const parts = {
  loading: "Loading …",
  loadingMore: "Loading more …",
  more: "Load more",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Copying did not work; select the text instead.",
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  saved: "Saved",
  none: "none",
  dash: "–",
  yes: "yes",
  no: "no",
  opensNewTab: "opens in a new tab",
  required: "required",
  asTable: "The same as a table",
  dismiss: "Dismiss",
  of: (points: string, most: string) => `${points} of ${most}`,
};

export const outcomes = {
  met: "met",
  partly: "partly",
  not_met: "not met",
  unknown: "could not look",
  waiting: "AWS is not finished",
  not_judged: "not judged",
  held: "on hold",
};

export const times = {
  utc: (moment: string) => `${moment} UTC`,
  inZone: (zone: string) => `Times are shown in your zone, ${zone}.`,
  in: (zone: string) => `Time in ${zone}.`,
  inAndOwn: (zone: string, own: string) => `Time in ${zone}; for you that is ${own}.`,
  dayOf: (label: string) => `${label}: day`,
  timeOf: (label: string) => `${label}: time`,
  openCalendar: (label: string, selected: string | null) =>
    selected ? `${label}: choose a day, now ${selected}` : `${label}: choose a day`,
  today: "today",
  nextMonth: "Next month",
  previousMonth: "Previous month",
  problems: {
    unreadable: () => "Needs a day such as 2026-09-01 and a time such as 23:59.",
    skipped: (zone: string) =>
      `Clocks in ${zone} are put forward over this time: it does not exist that day. Take an earlier or a later one.`,
    twice: (zone: string) =>
      `Clocks in ${zone} are put back and show this time twice that day. Take an earlier or a later one.`,
  },
};
