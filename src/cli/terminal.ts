/** Where a command's output goes. */
export interface Terminal {
  /** Resolves once more may be written, to whether anybody still reads. */
  write(text: string): Promise<boolean>;
  /** For people, beside the output. */
  error(text: string): void;
  /** Whether colours are understood and wanted. */
  readonly colours: boolean;
}

interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
}

/** The process's own. A reader that goes away, as `head` does, ends the output and is no error. */
export function processTerminal({ stdout, stderr, env }: Streams): Terminal {
  let closed = false;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    closed = true;
  });
  stderr.on("error", () => undefined);
  return {
    async write(text) {
      if (closed) return false;
      // The callback comes when the text has left, or with the error that the listener hears of.
      await new Promise<void>((resolve) => stdout.write(text, () => resolve()));
      return !closed;
    },
    error: (text) => void stderr.write(text),
    colours: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb",
  };
}
