import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { createOpenTelemetry } from "golden-pipeline/adapters/opentelemetry";

/** The SDK as services have it: batches, sent by OTLP over HTTP. */
export async function otlpSdk(port: number, timeoutMillis = 5000) {
  const of = (name: string) => ({ url: `http://127.0.0.1:${port}/v1/${name}`, timeoutMillis });
  const exportTimeoutMillis = timeoutMillis;
  const tracerProvider = new BasicTracerProvider({
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter(of("traces")), {
        scheduledDelayMillis: 50,
        maxQueueSize: 100,
        maxExportBatchSize: 50,
        exportTimeoutMillis,
      }),
    ],
  });
  const exporter = new OTLPMetricExporter(of("metrics"));
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000, exportTimeoutMillis });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const records = new BatchLogRecordProcessor({ exporter: new OTLPLogExporter(of("logs")), scheduledDelayMillis: 50 });
  const loggerProvider = new LoggerProvider({ processors: [records] });
  const providers = [tracerProvider, meterProvider, loggerProvider] as const;
  return {
    telemetry: await createOpenTelemetry({ tracerProvider, meterProvider, loggerProvider }),
    /** Sends what waits; a collector that does not take it costs nothing but that. */
    flush: () => Promise.allSettled(providers.map((provider) => provider.forceFlush())),
    close: () => Promise.allSettled(providers.map((provider) => provider.shutdown())),
  };
}
