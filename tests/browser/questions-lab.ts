/** Right answers to the lab `questions-lab`, and a text that somebody must mark. */
export const answersToQuestions: Readonly<Record<string, string>> = {
  "fresh-read": "GetItem on the table with ConsistentRead",
  "read-units": "2",
  assumptions: "The orders of learner-01 in us-east-1. aws dynamodb describe-table says ACTIVE.",
};
