import type { MeterProvider, TracerProvider } from "@opentelemetry/api";
import type { LoggerProvider } from "@opentelemetry/api-logs";
import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { Interceptor, Logger, Runner } from "../../core/index.js";
import type { MetricFamily, MetricSink, PredictionSink } from "../../ports/index.js";
import { loadApi, loadLogsApi } from "./load-api.js";
import { observeMetrics } from "./observe-metrics.js";
import { createPredictionSpans } from "./prediction-spans.js";
import { createQuietly } from "./quietly.js";
import { type Telling, tellRouterEvents, tellRunnerEvents } from "./tell-events.js";
import { tellLog } from "./tell-log.js";
import { type TracedAnswer, type TracedRouter, tracePredictions } from "./trace-predictions.js";
import { traceRuns } from "./trace-runs.js";
import { traceShadows } from "./trace-shadows.js";
import { createWorkInSpan } from "./work-in-span.js";

export interface OpenTelemetryOptions {
  /** The name of the instrumentation scope. @default "golden-pipeline" */
  readonly name?: string;
  /** @default the one that the application's SDK has registered */
  readonly tracerProvider?: TracerProvider;
  /** @default the one that is registered when this is made: register the SDK first */
  readonly meterProvider?: MeterProvider;
  /** @default the one that the application's SDK has registered */
  readonly loggerProvider?: LoggerProvider;
  /** How many of the latest predictions are remembered, so that their shadows are linked to them. @default 10000 */
  readonly rememberedPredictions?: number;
}

const rules: OptionRules<OpenTelemetryOptions> = {
  name: option.text,
  tracerProvider: option.having("a provider of tracers", "getTracer"),
  meterProvider: option.having("a provider of meters", "getMeter"),
  loggerProvider: option.having("a provider of loggers", "getLogger"),
  rememberedPredictions: option.count,
};

/** Traces, metrics and logs of what the house does. Nothing of it fails the work that is told of: what cannot be told goes to OpenTelemetry's `diag`. */
export interface OpenTelemetry {
  /** For `createRunner`: a span for each run, each stage in it and each attempt of `retry`; what a stage calls continues the trace. */
  readonly interceptor: Interceptor;
  /** For `createRunner` and whatever takes a log: records, each in the span that is active where it is written. */
  readonly log: Logger;
  /** Numbers of models, routers and monitors as observable instruments of the same names and labels. */
  readonly metrics: MetricSink;
  /** Reads families whenever the SDK collects, e.g. `() => routerMetrics(router)`. Gives back a function that ends it. */
  observe(read: () => readonly MetricFamily[]): () => void;
  /** A router's `predict` with a span for each request: version, arm, decision, fallback. Rows and outputs are never in it. */
  predict<Row, Answer extends TracedAnswer>(router: TracedRouter<Row, Answer>): (row: Row) => Promise<Answer>;
  /** For `createRouter`: passes predictions on to their log, and tells of each shadow as a span that is linked to the request it shadowed. */
  predictions(sink?: PredictionSink): PredictionSink;
  /** Tells of a runner's events as records: runs, retries, errors, partitions, and what stages emit. Gives back a function that ends it. */
  followRunner<Services extends object>(runner: Pick<Runner<Services>, "on">): () => void;
  /** Tells of a router's events as records: flips, canaries, rollbacks, failures. Gives back a function that ends it. */
  followRouter(router: Telling): () => void;
}

/**
 * Tells OpenTelemetry of runs and predictions, by the packages `@opentelemetry/api` and `@opentelemetry/api-logs`; the SDK and its exporters are yours.
 * @example
 * const telemetry = await createOpenTelemetry();
 * const runner = createRunner({ interceptor: telemetry.interceptor, log: telemetry.log });
 * const predict = telemetry.predict(router);
 * @throws {InvalidArgumentError} an option is outside what is accepted. @throws {SourceError} a package is not installed.
 */
export async function createOpenTelemetry(options: OpenTelemetryOptions = {}): Promise<OpenTelemetry> {
  checkOptions("opentelemetry", options, rules);
  const { name = "golden-pipeline", rememberedPredictions = 10_000 } = options;
  const [api, { logs }] = await Promise.all([loadApi(), loadLogsApi()]);
  const { tracerProvider = api.trace, meterProvider = api.metrics, loggerProvider = logs } = options;
  const [tracer, meter] = [tracerProvider.getTracer(name), meterProvider.getMeter(name)];
  const records = loggerProvider.getLogger(name);
  const quietly = createQuietly(api);
  const workInSpan = createWorkInSpan(api, tracer, quietly);
  const spans = createPredictionSpans(api, rememberedPredictions);
  const { sink, observe } = observeMetrics(meter, quietly);
  return {
    interceptor: traceRuns(workInSpan),
    log: tellLog(records, quietly),
    metrics: sink,
    observe,
    predict: (router) => tracePredictions(router, { spans, workInSpan, quietly }),
    predictions: (given) => traceShadows(given, { tracer, spans, quietly }),
    followRunner: (runner) => tellRunnerEvents(runner, records, quietly),
    followRouter: (router) => tellRouterEvents(router, records, quietly),
  };
}
