import type { School } from "./school.ts";

/** A picture of the README. */
export interface ReadmePicture {
  readonly name: string;
  readonly as: string;
  readonly path: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly isDark: boolean;
}

const desk = { width: 1280, height: 800 };

/** What a learner reads, and what an instructor sees of a class and of a lab. */
export async function readmePictures(school: School): Promise<readonly ReadmePicture[]> {
  const { cohortId, assignmentId } = school;
  const first = (await school.submissionsOf("learner-14")).at(-1);
  return [
    {
      ...{ name: "feedback", as: "learner-14", path: `/submissions/${first}` },
      ...{ size: desk, isDark: false },
    },
    {
      ...{ name: "lab", as: "learner-14", path: `/labs/${assignmentId}` },
      ...{ size: desk, isDark: false },
    },
    {
      ...{ name: "gradebook", as: "instructor-01", path: `/cohorts/${cohortId}/gradebook` },
      ...{ size: desk, isDark: false },
    },
    {
      ...{ name: "rubric", as: "instructor-01", path: "/library/dynamodb-introduction/1.0.0" },
      ...{ size: desk, isDark: true },
    },
  ];
}
