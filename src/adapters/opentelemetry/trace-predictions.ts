import type { Attributes, Span } from "@opentelemetry/api";
import { SchemaError } from "../../core/index.js";
import { attribute } from "./attributes.js";
import { errorType } from "./error-type.js";
import type { PredictionSpans } from "./prediction-spans.js";
import type { Quietly } from "./quietly.js";
import type { WorkInSpan } from "./work-in-span.js";

/** What is read of an answer. */
export interface TracedAnswer {
  readonly value: unknown;
  readonly decision: unknown;
  readonly version: string;
  readonly arm: string;
  readonly epoch: number;
  readonly id: string | undefined;
  readonly fallback?: string;
  readonly missing: readonly string[];
}

/** What is asked of a router. */
export interface TracedRouter<Row, Answer extends TracedAnswer> {
  predict(row: Row): Promise<Answer>;
  status(): { readonly model: string };
  on(listener: (event: { readonly type: string }) => void): () => void;
}

interface Failed {
  readonly type: "failed";
  readonly version: string;
  readonly arm: string;
  readonly cause: unknown;
}

/** One span for each request: whose answer it is, and what failed before. */
export function tracePredictions<Row, Answer extends TracedAnswer>(
  router: TracedRouter<Row, Answer>,
  { spans, workInSpan, quietly }: Parts,
): (row: Row) => Promise<Answer> {
  const model = quietly(() => router.status().model) ?? "model";
  quietly(() =>
    router.on((event) => {
      // A version's failure is told where the request is being answered.
      if (isFailed(event)) quietly(() => addFailure(spans.active(), event));
    }),
  );
  return (row) =>
    workInSpan<Promise<Answer>>(
      {
        name: `predict ${model}`,
        attributes: { [attribute.model]: model },
        prepare: spans.mark,
        done: (span, answer) => span.setAttributes(answerAttributes(answer)),
        // Why a row broke its contract may quote the row.
        tellsMessage: (error) => !SchemaError.isInstance(error),
      },
      () => router.predict(row),
    );

  function addFailure(span: Span | undefined, { version, arm, cause }: Failed): void {
    span?.addEvent("version failed", {
      [attribute.modelVersion]: version,
      [attribute.arm]: arm,
      [attribute.errorType]: errorType(cause),
      ...(cause instanceof Error && { "exception.message": cause.message }),
    });
  }
}

interface Parts {
  readonly spans: PredictionSpans;
  readonly workInSpan: WorkInSpan;
  readonly quietly: Quietly;
}

function isFailed(event: { readonly type: string }): event is Failed {
  return event.type === "failed";
}

function answerAttributes(answer: TracedAnswer): Attributes {
  const { version, arm, epoch, id, fallback, missing } = answer;
  const decision = decisionOf(answer);
  return {
    [attribute.modelVersion]: version,
    [attribute.arm]: arm,
    [attribute.epoch]: epoch,
    ...(id !== undefined && { [attribute.predictionId]: id }),
    ...(decision !== undefined && { [attribute.decision]: decision }),
    ...(fallback !== undefined && { [attribute.fallback]: fallback }),
    ...(missing.length > 0 && { [attribute.missing]: [...missing] }),
  };
}

/** A label or labels. Where nothing is decided the decision is the answer itself, e.g. a text, which may be anything and stays out of traces. */
export function decisionOf({
  value,
  decision,
}: Pick<TracedAnswer, "value" | "decision">): string | string[] | undefined {
  if (decision === value) return undefined;
  if (typeof decision === "string") return decision;
  if (!Array.isArray(decision)) return undefined;
  return decision.every((label) => typeof label === "string") ? [...decision] : undefined;
}
