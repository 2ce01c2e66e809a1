import type { Tracer } from "@opentelemetry/api";
import type { Prediction } from "../../model/index.js";
import type { PredictionSink } from "../../ports/index.js";
import { attribute } from "./attributes.js";
import type { PredictionSpans } from "./prediction-spans.js";
import type { Quietly } from "./quietly.js";
import { decisionOf } from "./trace-predictions.js";

/** A log of predictions that takes what it is given, and tells of each shadow as a trace of its own that is linked to the request it shadowed. */
export function traceShadows(
  sink: PredictionSink | undefined,
  { tracer, spans, quietly }: { readonly tracer: Tracer; readonly spans: PredictionSpans; readonly quietly: Quietly },
): PredictionSink {
  return {
    specificationVersion: "v1",
    write(prediction) {
      quietly(() => {
        if (prediction.arm === "shadow") traceShadow(prediction, tracer, spans);
        else spans.remember(prediction.id);
      });
      // A log that is asynchronous against its port has its rejection seen by the router.
      return sink?.write(prediction);
    },
    flush: async () => sink?.flush(),
    close: async () => sink?.close(),
  };
}

function traceShadow(prediction: Prediction, tracer: Tracer, spans: PredictionSpans): void {
  const { model, version, arm, epoch, id, output, fallback, missing = [], latencyMilliseconds, shadowOf } = prediction;
  const decision = decisionOf({ value: output, decision: prediction.decision });
  const live = shadowOf === undefined ? undefined : spans.of(shadowOf);
  const endTime = Date.now();
  const span = tracer.startSpan(`shadow ${model}`, {
    root: true,
    startTime: endTime - latencyMilliseconds,
    links: live === undefined ? [] : [{ context: live }],
    attributes: {
      [attribute.model]: model,
      [attribute.modelVersion]: version,
      [attribute.arm]: arm,
      [attribute.epoch]: epoch,
      [attribute.predictionId]: id,
      [attribute.latency]: latencyMilliseconds,
      ...(decision !== undefined && { [attribute.decision]: decision }),
      ...(fallback !== undefined && { [attribute.fallback]: fallback }),
      ...(missing.length > 0 && { [attribute.missing]: [...missing] }),
    },
  });
  span.end(endTime);
}
