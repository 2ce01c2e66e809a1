import type { Attributes, Context, Span, Tracer } from "@opentelemetry/api";
import { isThenable } from "../../core/house.js";
import { attribute } from "./attributes.js";
import { errorType } from "./error-type.js";
import type { Api } from "./load-api.js";
import type { Quietly } from "./quietly.js";

export interface SpanParts<Output> {
  readonly name: string;
  readonly attributes: Attributes;
  /** What the work finds in its context beside the span. */
  readonly prepare?: (context: Context, span: Span) => Context;
  /** Told of what the work came to, before the span ends. */
  readonly done?: (span: Span, output: Awaited<Output>) => void;
  /** Whether an error's message may be told. @default it may */
  readonly tellsMessage?: (error: unknown) => boolean;
}

/** Does work inside a span of its own. */
export type WorkInSpan = <Output>(parts: SpanParts<Output>, work: () => Output) => Output;

/**
 * The span is active while the work goes on, also in what it awaits. The work is done once and gives what it gives, whatever becomes of the span. An
 * error is described by the innermost span that it fails; those around it fail too.
 */
export function createWorkInSpan(
  api: Pick<Api, "trace" | "context" | "SpanStatusCode">,
  tracer: Tracer,
  quietly: Quietly,
): WorkInSpan {
  const described = new WeakSet<object>();

  function fail(span: Span, error: unknown, tellsMessage: boolean): void {
    quietly(() => {
      span.setAttribute(attribute.errorType, errorType(error));
      const told = tellsMessage && error instanceof Error;
      span.setStatus({ code: api.SpanStatusCode.ERROR, ...(told && { message: error.message }) });
      if (!told || described.has(error)) return;
      described.add(error);
      span.recordException(error);
    });
    quietly(() => span.end());
  }

  return function workInSpan<Output>(parts: SpanParts<Output>, work: () => Output): Output {
    const { name, attributes, prepare, done, tellsMessage = () => true } = parts;
    const begun = quietly(() => {
      const span = tracer.startSpan(name, { attributes });
      const context = api.trace.setSpan(api.context.active(), span);
      return { span, context: prepare === undefined ? context : prepare(context, span) };
    });
    if (begun === undefined) return work();
    const { span, context } = begun;
    const end = (output: unknown): void => {
      quietly(() => done?.(span, output as Awaited<Output>));
      quietly(() => span.end());
    };
    const settle = (): (() => Output) => {
      try {
        const output = work();
        return () => output;
      } catch (error) {
        return () => {
          throw error;
        };
      }
    };
    const settled: (() => Output)[] = [];
    quietly(() => api.context.with(context, () => void settled.push(settle())));
    // A context manager that failed before it came to the work does not cost the work.
    const [outcome = settle()] = settled;
    try {
      const output = outcome();
      if (!isThenable(output)) {
        end(output);
        return output;
      }
      // What begins its work when it is asked, as builders of queries do, is asked once.
      const promise = Promise.resolve(output);
      promise.then(end, (error: unknown) => fail(span, error, tellsMessage(error)));
      return promise as Output;
    } catch (error) {
      fail(span, error, tellsMessage(error));
      throw error;
    }
  };
}
