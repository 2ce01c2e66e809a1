/** The name of one of Temporal's errors, which are classes of packages that whoever asks may have twice. */
export function nameOf(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}

export function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

/** The gRPC status of a call that failed, e.g. 14 when there was no connection; undefined when it is another error. */
export function grpcCode(error: unknown): number | undefined {
  for (const one of [error, causeOf(error)])
    if (one instanceof Error && "code" in one && typeof one.code === "number") return one.code;
  return undefined;
}
