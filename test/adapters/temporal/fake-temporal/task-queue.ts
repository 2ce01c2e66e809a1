/** Gives each task to one who waits for it, or to the next who asks. */
export class TaskQueue<T> {
  readonly #tasks: T[] = [];
  readonly #waiting: ((task: T) => void)[] = [];

  /** Whether somebody waits for a task. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  add(task: T): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#tasks.push(task);
    else next(task);
  }

  /** The next task; undefined when the signal is aborted before there is one. */
  take(signal: AbortSignal): Promise<T | undefined> {
    const task = this.#tasks.shift();
    if (task !== undefined || signal.aborted) return Promise.resolve(task);
    return new Promise((resolve) => {
      const give = (given: T | undefined) => {
        signal.removeEventListener("abort", leave);
        resolve(given);
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(give), 1);
        resolve(undefined);
      };
      this.#waiting.push(give);
      signal.addEventListener("abort", leave, { once: true });
    });
  }
}

/** The queue of a name, which is made when it is first asked for. */
export function queueIn<T>(queues: Map<string, TaskQueue<T>>, name: string | null | undefined): TaskQueue<T> {
  const found = queues.get(name ?? "") ?? new TaskQueue<T>();
  queues.set(name ?? "", found);
  return found;
}
