import { Json } from "@lab-grader/core/json";
import * as z from "zod";
import { questionsLab } from "../functions/every-operation/lab-sources.ts";

/** What would set `window.ran` if somebody took it for more than text. */
export const markup =
  '"><img src=x onerror="window.ran=1"><script>window.ran=1</script><svg/onload=alert(1)>';
/** As long as a name may be, without a place to break it. */
export const longName = "Wordwithoutend".repeat(7);

const Source = z.looseObject({
  stages: z.record(
    z.string(),
    z.looseObject({ criteria: z.record(z.string(), z.looseObject({})) }),
  ),
});

/** A lab whose author writes markup and long words wherever a text may stand. */
export function hostileLab(): Json {
  const { stages, ...lab } = Source.parse(questionsLab());
  return Json.parse({
    ...{ ...lab, title: `${markup} lab`, summary: `${markup} ${longName}` },
    stages: Object.fromEntries(
      Object.entries(stages).map(([id, { criteria, ...stage }]) => [
        id,
        {
          ...{ ...stage, title: `${markup} stage` },
          criteria: Object.fromEntries(
            Object.entries(criteria).map(([name, criterion]) => [
              name,
              { ...criterion, title: `${markup} ${name}` },
            ]),
          ),
        },
      ]),
    ),
  });
}

/** A lab sheet of the same author. */
export const hostileSheet = `# ${markup}

${markup}

<script>window.ran = 1</script>
<iframe src="https://example.com"></iframe>
<style>body { display: none }</style>

[script](javascript:window.ran=1) [data](data:text/html,<script>window.ran=1</script>)
[other](//example.com) [mail](mailto:someone@example.com) <javascript:window.ran=1>

![tracked](https://example.com/pixel.png) ![broken](x" onerror="window.ran=1)

${longName.repeat(20)}

| ${longName} | ${longName} |
| --- | --- |
| ${markup} | ${longName} |

\`\`\`sh
echo ${longName.repeat(20)}
\`\`\`

## <img src=x onerror="window.ran=1">
`;

/** Answers to the lab's questions, with the same in the text. */
export const answers: Readonly<Record<string, string>> = {
  "fresh-read": "GetItem on the table with ConsistentRead",
  "read-units": "2",
  assumptions: `${markup}\n${longName.repeat(20)}\n<b>bold</b> & \u202egnidaer`,
};
