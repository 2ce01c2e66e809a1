import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from "@opentelemetry/sdk-logs";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { createOpenTelemetry } from "golden-pipeline/adapters/opentelemetry";
import { afterAll, beforeAll } from "vitest";

/** The context manager is the process's own: it is there while this file's tests run. */
export function withContextManager(): void {
  beforeAll(() => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
  afterAll(() => context.disable());
}

export interface SpanTold {
  readonly name: string;
  readonly parent: string | undefined;
  readonly attributes: object;
}

/** The official SDK, with exporters that keep what they are given. */
export async function inMemorySdk() {
  const exporters = {
    spans: new InMemorySpanExporter(),
    metrics: new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE),
    logs: new InMemoryLogRecordExporter(),
  };
  const started: string[] = [];
  const keeper = new SimpleSpanProcessor(exporters.spans);
  const order: SpanProcessor = {
    onStart: (span) => void started.push(span.spanContext().spanId),
    onEnd: () => undefined,
    forceFlush: async () => undefined,
    shutdown: async () => undefined,
  };
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [order, keeper] });
  const reader = new PeriodicExportingMetricReader({ exporter: exporters.metrics, exportIntervalMillis: 3_600_000 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const loggerProvider = new LoggerProvider({
    processors: [new SimpleLogRecordProcessor({ exporter: exporters.logs })],
  });
  const telemetry = await createOpenTelemetry({ tracerProvider, meterProvider, loggerProvider });
  return {
    telemetry,
    tracer: tracerProvider.getTracer("test"),
    spans: () => exporters.spans.getFinishedSpans(),
    /** Spans in the order in which they began, with the names of those around them. */
    told(): readonly SpanTold[] {
      const finished = exporters.spans.getFinishedSpans();
      const nameOf = (id: string | undefined) => finished.find((span) => span.spanContext().spanId === id)?.name;
      return [...finished]
        .sort((left, right) => started.indexOf(left.spanContext().spanId) - started.indexOf(right.spanContext().spanId))
        .map(({ name, attributes, parentSpanContext }) => ({
          name,
          parent: nameOf(parentSpanContext?.spanId),
          attributes,
        }));
    },
    logs: () => exporters.logs.getFinishedLogRecords(),
    /** What is collected now. */
    async collect() {
      exporters.metrics.reset();
      await reader.forceFlush();
      return exporters.metrics
        .getMetrics()
        .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics));
    },
    async close() {
      await Promise.all([tracerProvider.shutdown(), meterProvider.shutdown(), loggerProvider.shutdown()]);
    },
  };
}
