import { plural } from "../plural.ts";

export const operations = {
  title: "Operations",
  descriptionCohorts: "What is on its way in your cohorts, and what the queues gave up.",
  descriptionAll: "What is on its way in the whole deployment, and what the queues gave up.",
  refresh: "Refresh",
  asOf: "As of",
  every: (seconds: number) =>
    seconds < 60
      ? `Follows every ${seconds} seconds while you look at it.`
      : "Much is on its way, so this follows once a minute while you look at it.",

  open: {
    title: "On its way",
    tableLabel: "What is on its way, by phase",
    emptyTitle: "Nothing is on its way",
    empty: "Whatever was handed in has its result, and no job is at work.",
    columns: {
      phase: "Phase",
      count: "Count",
      age: "Age of the oldest",
      oldest: "Which",
      state: "State",
    },
    normal: "normal",
    look: "look at it",
    job: (jobId: string) => `Job ${jobId}`,
  },
  ages: {
    seconds: (count: number) => plural(count, "second", "seconds"),
    minutes: (count: number) => plural(count, "minute", "minutes"),
    hours: (count: number) => plural(count, "hour", "hours"),
    days: (count: number) => plural(count, "day", "days"),
  },
  phases: {
    queued: "In the queue",
    waiting: "Waiting for AWS",
    grading: "Being graded",
    follow_up: "Closed, gradebook follows",
    job: "Jobs in the background",
  },
  guide: "What is normal, and when to worry",
  guideLead:
    "Nothing here costs a learner points: what can't be decided ends as failed or blocked, never as 0. The runbook in docs/operations.md has every alarm.",
  normal: "Normal",
  worry: "Worry",
  guides: {
    queued: {
      normal: "Seconds; some minutes when a whole class hands in at once.",
      worry:
        "Older than 20 minutes: the graders are throttled, disabled or too few (grading-late).",
    },
    waiting: {
      normal:
        "AWS is not finished with something. We ask again every 10 minutes, for an hour; then it is closed as blocked, without an attempt used.",
      worry:
        "Older than 70 minutes: nothing looks again (reconciler-silent, reconciler-errors). None is lost.",
    },
    grading: {
      normal:
        "At most a minute for each try. The age counts from handing in, so waiting for AWS before is in it.",
      worry:
        "Older than 80 minutes: it is tried again and again (grader-errors, record-crashed). After five tries it is a dead letter.",
    },
    follow_up: {
      normal: "Seconds. The grade is made; the gradebook or the event is still to be written.",
      worry: "It stays for minutes: the event bus or the table did not take it (record-crashed).",
    },
    job: {
      normal: "Seconds to minutes, by the number of learners. The cohort's jobs show how far.",
      worry:
        "Older than an hour: the regrader is stuck (regrade-late, regrader-errors). A job that gets no further ends by itself as failed; start it again.",
    },
  },

  dead: {
    title: "Dead letters",
    description:
      "Messages that a queue gave up, by the day on which they were sent first. Days are in UTC.",
    tableLabel: (day: string) => `Dead letters of ${day}`,
    day: "Day",
    previousDay: "Previous day",
    nextDay: "Next day",
    noNextDay: "This is today.",
    today: "Today",
    dayIs: (day: string) => `Day: ${day}`,
    emptyTitle: (day: string) => `No dead letters on ${day}`,
    empty: "Every message of that day was worked off.",
    columns: {
      sent: "Sent",
      cause: "Cause",
      about: "What it was about",
      now: "What became of it",
      action: "Action",
    },
    causes: {
      "message.retries_exhausted":
        "Every try ended in a fault of ours, or the grader stopped in the middle.",
      "message.unreadable":
        "Nobody could read the message: somebody else writes to the queue, or two versions differ.",
      "message.unknown_kind":
        "The message is of a kind that this queue does not take: two versions differ.",
    },
    nothing: "nothing that is known",
    submission: (stage: string, number: number, learner: string) =>
      `${learner}: ${stage}, submission ${number}`,
    states: {
      queued: "on its way",
      grading: "on its way",
      waiting: "waiting for AWS",
      graded: "graded",
      needs_review: "with an instructor",
      blocked: "blocked",
      failed: "failed",
      canceled: "called off",
    },
    costsNothing: "No attempt is used.",
    later: (number: number) => `Submission ${number} came after it`,
    unknown: "not known any more",
    jobStates: {
      queued: "waiting to begin",
      running: "at work",
      done: "done",
      failed: "ended as failed",
      canceled: "canceled",
    },
    redrive: "Grade it again",
    redriveOf: (submission: string) => `Grade it again: ${submission}`,
    pagination: {
      label: "Pages of dead letters",
      page: (number: number) => `Page ${number}`,
      next: "Next page",
      previous: "Previous page",
    },
  },
};
