import type { Context, Span, SpanContext } from "@opentelemetry/api";
import type { Api } from "./load-api.js";

/** Which span a prediction has: while it is made, and by its id for a while after. */
export interface PredictionSpans {
  readonly mark: (context: Context, span: Span) => Context;
  /** The span of the request that is being answered here. */
  active(): Span | undefined;
  remember(id: string): void;
  of(id: string): SpanContext | undefined;
}

/** @param limit Predictions that are remembered, the oldest forgotten first. */
export function createPredictionSpans({ context, trace, createContextKey }: Api, limit: number): PredictionSpans {
  const key = createContextKey("golden-pipeline prediction");
  const known = new Map<string, SpanContext>();
  const active = (): Span | undefined => context.active().getValue(key) as Span | undefined;
  return {
    mark: (given, span) => given.setValue(key, span),
    active,
    remember(id) {
      const span = active() ?? trace.getActiveSpan();
      if (span === undefined) return;
      known.set(id, span.spanContext());
      for (const oldest of known.keys()) {
        if (known.size <= limit) break;
        known.delete(oldest);
      }
    },
    of: (id) => known.get(id),
  };
}
