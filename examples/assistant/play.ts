import { createRunner, createSimulatedClock, pipeline, type Store } from "golden-pipeline";
import { appendDataset, type Dataset } from "golden-pipeline/dataset";
import {
  type AnswerScore,
  atLeast,
  evaluate,
  evaluatePairs,
  exactMatch,
  type Gate,
  meanScore,
  numericTolerance,
  superior,
} from "golden-pipeline/evaluation";
import { joinLabels, labelledRows, pairShadow, readLabels, readPredictions } from "golden-pipeline/feedback";
import { ingest, jsonLinesSource } from "golden-pipeline/ingestion";
import { createRegistry, register } from "golden-pipeline/registry";
import { propose, splitByTime } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { startProvider } from "./chat-server.js";
import { assistantOf, careful, type Prompt, pinned, type Question, questions, terse } from "./contract.js";
import { correctLabels } from "./correct-labels.js";
import { goLive, log, right } from "./live.js";
import { questionsOf } from "./questions.js";
import type { Told } from "./story.js";

/** Plays the story on a store that has nothing of it yet. */
export async function playAssistant(store: Store): Promise<Told> {
  // ── the house ────────────────────────────────────────────────────────────────
  const started = performance.now();
  const provider = await startProvider();
  const clock = createSimulatedClock(Date.UTC(2008, 0, 1));
  const registry = createRegistry({ store, clock });
  const runner = createRunner({ store, clock, services: { registry, champions: registry } });
  const assistant = assistantOf(provider.baseUrl);
  const { answers, reader } = assistant;
  const layers = [exactMatch(), numericTolerance()]; // a judge would see what these leave

  // ── bytes become a dataset: half a year, and a month with no figures a year before it ───────────────
  const past = [...questionsOf("2006-12", "2006-12"), ...questionsOf("2007-07", "2007-12")];
  const lines = past.map((asked) => JSON.stringify(asked));
  const landing = pipeline("land-questions", ingest(questions)).pipe(validate());
  const bytes = new TextEncoder().encode(lines.join("\n"));
  const { output: first } = await runner.run(landing, jsonLinesSource(bytes), { runId: "2007-data" });

  // ── two prompts, each judged beside the champion ─────────────────────────────
  const proposing = (prompt: Prompt, gate: Gate<AnswerScore>) =>
    pipeline("answers", splitByTime<Question, "answer">("askedAt", { test: 0.5 }))
      .pipe(propose(answers, reader, prompt))
      .pipe(
        evaluate({
          layers,
          gate,
          cluster: (row) => row.sector,
          question: (row) => row.question,
          measures: [right],
          examples: 3,
        }),
      )
      .pipe(register(answers, { withoutCommit: { reason: "an example" } }));
  async function learn(runId: string, dataset: Dataset<Question, "answer">, prompt: Prompt, gate: Gate<AnswerScore>) {
    return (await runner.run(proposing(prompt, gate), dataset, { runId })).output;
  }
  const better = superior({ metric: meanScore() });
  const plain = await learn("terse", first, terse, atLeast({ metric: meanScore(), value: 0.75 }));
  await registry.promote(plain);
  const challenger = await learn("careful", first, careful, better);
  const offline = await registry.report(challenger.id);

  // ── 2008: the second version in the shadow, then in a canary ─────────────────
  const live = await goLive({
    store,
    clock,
    registry,
    assistant,
    watched: {
      version: challenger.id,
      reference: await registry.profile(challenger.id),
    },
  });
  const play = (month: string) => live.play(month, questionsOf(month, month));

  // The months are played in a row: no user waits for the event loop.
  await live.router.shadow(challenger.id, { timeoutMilliseconds: 5_000, maximumBusy: 1 });
  for (const month of ["2008-01", "2008-02", "2008-03"]) await play(month);
  const shadowed = live.router.shadowStatus();
  await live.router.stopShadow();
  await live.flush();

  const readJoined = () => joinLabels({ predictions: readPredictions(store, log), labels: readLabels(store, log) });
  const pairs = pairShadow(answers, (await readJoined()).rows, {
    candidate: challenger.id,
    question: ({ row }) => String(row?.question),
  });
  const shadow = await evaluatePairs(answers, pairs, {
    layers,
    gate: better,
    candidateVersion: challenger.manifest.candidate,
    championVersion: plain.id,
  });

  if (shadow.gate.decision === "pass")
    await live.router.canary(challenger.id, {
      ramp: { shares: [0.25, 0.5, 1], minimumRequests: 15, minimumMilliseconds: 25 * 86_400_000, promote: true },
    });
  await play("2008-04");
  await play("2008-05");
  // The provider puts another model behind the name. Nothing fails, nobody is told.
  provider.updated = true;
  await play("2008-06");
  await play("2008-07");
  // And for one day it is away altogether.
  const august = questionsOf("2008-08", "2008-08");
  provider.outage = true;
  await live.play("2008-08", august.slice(0, 3));
  provider.outage = false;
  await live.play("2008-08", august.slice(3));
  await live.flush();

  // ── people correct labels; what was asked and turned out is the next dataset ──
  const corrected = await correctLabels(store, clock, (await readJoined()).rows);
  const joined = await readJoined();
  const answered = labelledRows(questions, joined.rows, { parents: [first.version] });
  const grown = await runner.run(pipeline("grow-questions", validate<Question, "answer">()), answered, {
    runId: "2008-data",
  });
  const dataset = await appendDataset(first, grown.output);

  // ── the same words, asked of a model that stays what it is ───────────────────
  const successor = await learn("pinned", dataset, pinned, better);
  await registry.promote(successor, { by: "examples/assistant.ts" });
  await live.router.sync();
  await play("2008-09");
  await live.close();

  const told: Told = {
    first,
    dataset,
    corrected,
    offline,
    shadow,
    shadowed,
    pairs: pairs.candidate.ids.length,
    live,
    calls: provider.calls(),
    history: await registry.history(answers.name),
    seconds: (performance.now() - started) / 1000,
  };
  await provider.close();
  return told;
}
