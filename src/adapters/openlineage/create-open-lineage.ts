import { checkOptions, type OptionRules, option, silentLog, systemClock } from "../../core/house.js";
import { type Clock, createQueue, type Logger, type Runner, type Store } from "../../core/index.js";
import { createServiceClient, type ServiceOptions, serviceRules } from "../../ports/house.js";
import { ServiceError } from "../../ports/index.js";
import type { LineageEvent } from "./lineage-event.js";
import { type LineageOptions, lineageEvents, lineageRules } from "./lineage-events.js";

export interface OpenLineageOptions extends ServiceOptions, LineageOptions {
  /** The store that the runs are recorded in. */
  readonly store: Store;
  /** Where events are taken, below the url. @default "/api/v1/lineage" */
  readonly path?: string;
  /** How often an event is sent at most, where the service may take it the next time. Waits 1, 2, 4 … seconds between. @default 4 */
  readonly attempts?: number;
  /** How many starts and ends of runs wait at most for a slow service; further ones are lost. @default 1000 */
  readonly maximumWaiting?: number;
  /** Told of what was lost. @default silent */
  readonly log?: Logger;
  /** @default the machine's own time */
  readonly clock?: Clock;
}

const rules: OptionRules<OpenLineageOptions> = {
  ...serviceRules,
  ...lineageRules,
  store: option.required(option.store),
  path: option.text,
  attempts: option.count,
  maximumWaiting: option.count,
  log: option.noun,
  clock: option.noun,
};

/** Tells a lineage service of runs. */
export interface OpenLineage {
  /** Tells of every run of a runner in the background: of its start at once, of its stages and its end when it has ended. Runs neither wait for the service nor fail with it. Gives back a function that ends it. */
  follow<Services extends object>(runner: Pick<Runner<Services>, "on">): () => void;
  /**
   * Tells of one run that the store has, again if need be: the events and their UUIDs are the same.
   * @throws {MissingError} the store has no such run. @throws {ServiceError} the service did not take an event.
   */
  send(runId: string): Promise<void>;
  /** Resolves when nothing waits to be sent. */
  flush(): Promise<void>;
  /** How many starts or ends of runs could not be told; `send` tells of them later. */
  readonly lost: number;
}

/**
 * Sends run events to what takes OpenLineage over HTTP, e.g. Marquez.
 * @example
 * const lineage = createOpenLineage({ store, namespace: "flights", url: "http://127.0.0.1:5000" });
 * lineage.follow(runner);
 * await runner.run(training, rows, { runId: "2001-03" });
 * await lineage.flush();
 * @throws {InvalidArgumentError} an option is outside what is accepted.
 */
export function createOpenLineage(options: OpenLineageOptions): OpenLineage {
  checkOptions("openlineage", options, rules);
  const { store, path = "/api/v1/lineage", attempts = 4, maximumWaiting = 1000 } = options;
  const { log = silentLog, clock = systemClock, namespace, repository, producer } = options;
  const naming = {
    namespace,
    ...(repository !== undefined && { repository }),
    ...(producer !== undefined && { producer }),
  };
  const service = createServiceClient("openlineage", options);
  const queue = createQueue({ concurrency: 1 });
  let lost = 0;

  async function post(event: LineageEvent): Promise<void> {
    for (let attempt = 1; ; attempt++)
      try {
        await service.call("POST", path, JSON.parse(JSON.stringify(event)));
        return;
      } catch (error) {
        if (attempt >= attempts || !ServiceError.isInstance(error) || !error.retryable) throw error;
        await clock.sleep(1000 * 2 ** (attempt - 1));
      }
  }

  async function send(runId: string): Promise<void> {
    for (const event of await lineageEvents(store, runId, naming)) await post(event);
  }

  async function sendStart(runId: string): Promise<void> {
    const [start] = await lineageEvents(store, runId, naming);
    if (start !== undefined) await post(start);
  }

  function tell(runId: string, work: (runId: string) => Promise<void>): void {
    const lose = (error: unknown): void => {
      lost++;
      log.warn({ runId, error }, "A run's lineage could not be told; `send` tells of it later");
    };
    if (queue.waiting >= maximumWaiting) lose(new Error(`${maximumWaiting} wait already`));
    else queue.add(() => work(runId)).catch(lose);
  }

  return {
    follow(runner) {
      const ends = [
        runner.on("run-start", ({ runId }) => tell(runId, sendStart)),
        runner.on("run-end", ({ runId }) => tell(runId, send)),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
    send,
    flush: () => queue.idle(),
    get lost() {
      return lost;
    },
  };
}
