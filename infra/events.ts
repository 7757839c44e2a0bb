/** For what others build on results: `submission.graded`, `grade.changed`, `submission.failed`. */
export const events = new sst.aws.Bus("Events");
