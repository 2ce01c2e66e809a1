const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs some work with a signal that Ctrl-C, kill and a closed terminal abort; the process ends when the work has stopped what it started. */
export async function endOnSignals(work: (signal: AbortSignal) => Promise<number>): Promise<void> {
  const controller = new AbortController();
  for (const [name, code] of Object.entries(codes))
    process.on(name, () => {
      process.exitCode = code;
      controller.abort(new Error(`ended by ${name}`));
    });
  try {
    const code = await work(controller.signal);
    process.exitCode ??= code;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode ??= 1;
  }
}
