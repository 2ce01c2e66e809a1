// A worker: does the tasks that its parent sends, over the file store that both share.
import { createInProcessExecutor, type StageTask } from "golden-pipeline";
import { createFileStore } from "golden-pipeline/store";
import { countedPipeline } from "./counted-pipeline.js";

const [directory = "", file = "", milliseconds = "0"] = process.argv.slice(2);
const store = await createFileStore(directory);
const executor = createInProcessExecutor(countedPipeline(file, Number(milliseconds)), { store });
const signal = new AbortController().signal;

process.on("message", async ({ id, task }: { readonly id: number; readonly task: StageTask }) => {
  try {
    process.send?.({ id, artifact: await executor.execute(task, { signal }) });
  } catch (error) {
    process.send?.({ id, message: error instanceof Error ? error.message : String(error) });
  }
});
