import { exploreProtocol } from "./explore.ts";
const [crashes=0,duplicates=0,pauses=0,deadLetters=0,graders=2,reconcilers=1] = process.argv.slice(2).map(Number);
const t=performance.now();
const r = await exploreProtocol({
  name: "one", before: [], actors: [{kind:"learner", learner:1, stage:"build", key:"k1", body:"x"}],
  misfortunes: {crashes,duplicates,pauses,deadLetters}, graders, reconcilers,
  verdict: () => ({kind:"judged"}),
}, {mostStates: 100000}).catch(e => ({states:e.message, transitions:0,rests:0,violations:[]}));
console.log(process.argv.slice(2).join(" "), r.states, r.transitions, r.rests, Math.round(performance.now()-t)+"ms", r.violations[0]?.what, r.violations[0]?.schedule.join("\n"));
