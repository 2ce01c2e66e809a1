// A language model with its prompt: a candidate like a trained model.   npx tsx examples/04-language-model.ts
import { createRunner, pipeline } from "golden-pipeline";
import { ingest, rowsSource } from "golden-pipeline/ingestion";
import { model, predictTest } from "golden-pipeline/model";
import { contract } from "golden-pipeline/schema";
import { promptModel, propose } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const sums = contract("sums", z.object({ sum: z.string(), answer: z.string() }));
const solver = promptModel(sums, {
  kind: "sum-solver@1",
  parameters: z.object({ model: z.string(), prompt: z.string() }), // any changed word is another version
  chat: ({ model: id }) => ({ specificationVersion: "v1", id, generate: async () => ({ text: "about 12.1" }) }), // openAiCompatible({ model: id, … })
  ask: ({ sum }, { prompt }) => ({ messages: [{ role: "user", content: `${prompt} ${sum}` }] }),
});
const solved = model("solved-sums", sums, { target: (row) => row.answer, task: "text", kinds: [solver] });
const proposing = pipeline("solved-sums", ingest(sums))
  .pipe(validate())
  .pipe(propose(solved, solver, { model: "small", prompt: "Add up:" })); // evaluate and register come after, as always
const { output } = await createRunner().run(proposing, rowsSource("sums", [{ sum: "5 + 7", answer: "12" }]));
console.log(output.version, solver.decode(output.bytes).parameters, await predictTest(output));
