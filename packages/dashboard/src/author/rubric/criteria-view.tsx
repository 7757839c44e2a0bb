import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { LabRubric } from "@lab-grader/core/views/lab-rubric";
import { useEffect, useState } from "react";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatPoints } from "../../parts/points.ts";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { criterionName, criterionPlace } from "./criterion-name.ts";
import { CriterionSection } from "./criterion-section.tsx";
import "./rubric.css";

const words = text.rubric.stages;

/** Every criterion, stage by stage; the one that the address names is open and in view. */
export function CriteriaView({ rubric }: { readonly rubric: LabRubric }) {
  const [meant] = useQueryText("criterion");
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(meant === "" ? [] : [meant]));
  useEffect(() => {
    if (meant === "") return;
    setOpen((names) => new Set([...names, meant]));
    const place = document.getElementById(criterionPlace(meant));
    place?.scrollIntoView();
    place?.focus({ preventScroll: true });
  }, [meant]);
  const all = rubric.stages.flatMap(({ stage, criteria }) =>
    criteria.map(({ criterion }) => criterionName(stage, criterion)),
  );
  const toggle = (name: string, isOpen: boolean) =>
    setOpen(
      (names) => new Set([...[...names].filter((one) => one !== name), ...(isOpen ? [name] : [])]),
    );
  return (
    <SpaceBetween size="l">
      <div className="rubric-bar">
        {rubric.stages.length > 1 && (
          <nav aria-label={words.jump} className="rubric-jump">
            {rubric.stages.map(({ stage, title }) => (
              <Link key={stage} href={`#${stagePlace(stage)}`}>
                <LearnerText>{title}</LearnerText>
              </Link>
            ))}
          </nav>
        )}
        <Button onClick={() => setOpen(new Set(open.size < all.length ? all : []))}>
          {open.size < all.length ? words.openAll : words.closeAll}
        </Button>
      </div>
      {rubric.stages.map((stage) => (
        <section key={stage.stage} id={stagePlace(stage.stage)} aria-label={stage.title}>
          <SpaceBetween size="s">
            <Header variant="h2" description={stageWords(stage)}>
              <LearnerText>{words.heading(stage.title, stage.stage)}</LearnerText>
            </Header>
            <div>
              {stage.criteria.map((criterion) => {
                const name = criterionName(stage.stage, criterion.criterion);
                return (
                  <CriterionSection
                    key={name}
                    rubric={rubric}
                    stage={stage}
                    criterion={criterion}
                    isOpen={open.has(name)}
                    onToggle={(isOpen) => toggle(name, isOpen)}
                  />
                );
              })}
            </div>
            {stage.criteria.length === 0 && <Box>{text.parts.none}</Box>}
          </SpaceBetween>
        </section>
      ))}
    </SpaceBetween>
  );
}

function stageWords({ maxPoints, criteria, after, calls, depth }: LabRubric["stages"][number]) {
  return [
    words.points(formatPoints(maxPoints)),
    words.counts(criteria.length),
    ...(after === undefined ? [] : [words.after(after)]),
    words.asks(calls, depth),
  ].join(", ");
}

function stagePlace(stage: string): string {
  return `stage-${stage}`;
}
