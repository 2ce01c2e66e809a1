// Traces of a run for OpenTelemetry, here printed; yours go to a collector.   npx tsx examples/11-opentelemetry.ts
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { createRunner, defineStage, pipeline, retry } from "golden-pipeline";
import { createOpenTelemetry } from "golden-pipeline/adapters/opentelemetry";

const exporter = new InMemorySpanExporter();
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));

let calls = 0;
const download = defineStage({
  id: "download",
  version: "1.0.0",
  run: async (day: string, { attempt }) => {
    if (++calls === 1) throw new Error("the server is busy");
    return `${day} at attempt ${attempt}`;
  },
});
const { interceptor } = await createOpenTelemetry();
const { output } = await createRunner({ interceptor }).run(pipeline("weather", retry(download)), "2001-03-01");
console.log(output);
for (const { name, status, attributes } of exporter.getFinishedSpans())
  console.log(name, attributes["golden_pipeline.stage.attempt"] ?? "", status.message ?? "ok");
