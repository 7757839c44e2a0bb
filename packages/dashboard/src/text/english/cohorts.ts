/** Pages of a cohort: their names in its navigation and above them. */
const pages = {
  overview: "Overview",
  gradebook: "Gradebook",
  learners: "Learners",
  roster: "Roster import",
  assignments: "Assignments",
  inquiries: "Questions",
  export: "Export",
  audit: "Audit",
  jobs: "Jobs",
  settings: "Settings",
};

export const cohorts = {
  title: "Cohorts",
  pages,
  navigation: (name: string) => `Pages of ${name}`,
};
