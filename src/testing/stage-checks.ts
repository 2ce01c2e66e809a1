import { checkArguments, fingerprint, isStage, option } from "../core/house.js";
import {
  type Context,
  createMemoryStore,
  createRunner,
  createSimulatedClock,
  errorCode,
  type Run,
  type Runner,
  type Stage,
  type StageInfo,
} from "../core/index.js";
import { deepStrictEqual, notStrictEqual, ok, rejects, strictEqual } from "./assertions.js";
import { type Check, saying } from "./check.js";
import { snapshot } from "./snapshot.js";

export interface StageChecksOptions<In, Out, Services extends object> {
  /** An input that the stage accepts, made anew and equal each time. */
  readonly input: () => In | Promise<In>;
  /** What the stage asks for beyond the context, made anew each time. @default none */
  readonly services?: () => Services;
  /** The stage made with other options, one changed at a time: each must have a fingerprint of its own. @default none */
  readonly others?: () => readonly StageInfo[];
  /** Inputs that the stage refuses, by a name, with the class or the `code` of the error. @default none */
  readonly refused?: {
    readonly [name: string]: {
      readonly input: () => In | Promise<In>;
      readonly error: string | (new (...parameters: never) => Error);
    };
  };
  /** What two equal outputs have in common, e.g. the version of a noun. @default the output itself */
  readonly identity?: (output: Out) => unknown;
  /** Checks that this stage cannot pass, each with the reason. @default none */
  readonly skip?: { readonly [name: string]: string };
}

/** Stages that ask for services must be given them. */
export type StageChecksArgument<In, Out, Services extends object> = StageChecksOptions<In, Out, Services> &
  (object extends Services ? unknown : { readonly services: () => Services });

/**
 * The contract of a stage: the same input, params and seed give the same output, alone and beside others; the output outlives its process;
 * the fingerprint tells stages apart; the input stays as it was; an abort and refusals arrive as they are.
 *
 * @param create Makes the stage, with the same options each time.
 * @example
 * for (const { name, run } of stageChecks(() => clip({ min: 0, max: 1 }), { input: () => [-1, 0.5, 2] })) it(name, run);
 */
export function* stageChecks<In, Out, Services extends object = object>(
  create: () => Stage<In, Out, Context & Services>,
  options: StageChecksArgument<In, Out, Services>,
): Generator<Check> {
  checkArguments(
    "stage-checks",
    { create, options },
    { create: option.callback, options: option.having("options with an `input`", "input") },
  );
  const { input, services, others = () => [], refused = {}, skip = {} } = options;
  const identity = options.identity ?? ((output: Out): unknown => output);
  const open = (): Runner<Services> =>
    createRunner<Services>({
      store: createMemoryStore(),
      clock: createSimulatedClock(),
      environment: { GIT_COMMIT: "0000000" },
      ...(services === undefined ? {} : { services: services() }),
    });
  const runOnce = async (stage = create()): Promise<Run<Out>> =>
    open().run(stage, await input(), { runId: "check", seed: 1 });
  const agree = (left: Run<Out>, right: Run<Out>): void => {
    deepStrictEqual(identity(left.output), identity(right.output));
    strictEqual(left.record.output, right.record.output, "equal outputs are stored as different bytes");
  };

  const checks: Check[] = [
    {
      name: "it is a stage, and its fingerprint is that of its id, version, params and children",
      async run() {
        const stage = create();
        ok(isStage(stage), "it is not made by `defineStage`, `pipeline` or a combinator");
        const { id, version, params, children } = stage;
        strictEqual(
          stage.fingerprint,
          fingerprint({ id, version, params, children: children.map((child) => child.fingerprint) }),
        );
      },
    },
    {
      name: "made again with the same options, it has the same fingerprint",
      run: async () => strictEqual(create().fingerprint, create().fingerprint),
    },
    {
      name: "made with other options, it has another fingerprint",
      async run() {
        const all: StageInfo[] = [create(), ...others()];
        for (const [index, stage] of all.entries())
          for (const earlier of all.slice(0, index))
            notStrictEqual(
              stage.fingerprint,
              earlier.fingerprint,
              `an option is not among the params: ${JSON.stringify(stage.params)}`,
            );
      },
    },
    {
      name: "the same input, params and seed give the same output, at any time of day",
      async run() {
        const first = await runOnce();
        // Long enough for a stage that reads the machine's clock to give itself away.
        await new Promise((resolve) => setTimeout(resolve, 5));
        agree(first, await runOnce());
      },
    },
    {
      name: "one run leaves nothing behind that changes the next",
      async run() {
        const stage = create();
        agree(await runOnce(stage), await runOnce(stage));
      },
    },
    {
      name: "runs at the same time agree with a run alone",
      async run() {
        const stage = create();
        const alone = await runOnce();
        for (const run of await Promise.all([runOnce(stage), runOnce(stage), runOnce(stage)])) agree(alone, run);
      },
    },
    {
      name: "the output is read back as it was by a run that resumes",
      async run() {
        const runner = open();
        const first = await runner.run(create(), await input(), { runId: "check", seed: 1 });
        const again = await runner.run(create(), await input(), { runId: "check", seed: 1 });
        deepStrictEqual(identity(again.output), identity(first.output));
      },
    },
    {
      name: "the input is not changed",
      async run() {
        const given = await input();
        const before = snapshot(given);
        await open().run(create(), given, { runId: "check", seed: 1 });
        deepStrictEqual(snapshot(given), before);
      },
    },
    {
      name: "a run that is aborted ends with the signal's reason as it is, or with its output",
      async run() {
        const whole = identity((await runOnce()).output);
        for (const turns of [0, 1, 4, 16, 64]) {
          const controller = new AbortController();
          const reason = new Error("aborted by the check");
          const running = open().run(create(), await input(), { runId: "check", seed: 1, signal: controller.signal });
          const settled = Promise.allSettled([running]);
          for (let turn = 0; turn < turns; turn++) await Promise.resolve();
          if (turns > 16) await new Promise((resolve) => setImmediate(resolve));
          controller.abort(reason);
          const [result] = await settled;
          if (result.status === "rejected") strictEqual(result.reason, reason, "the reason is wrapped or replaced");
          else deepStrictEqual(identity(result.value.output), whole, "an aborted run gives half an output");
        }
      },
    },
    ...Object.entries(refused).map(([name, { input: bad, error }]) => ({
      name: `it refuses ${name}`,
      run: async () =>
        rejects(
          async () => open().run(create(), await bad(), { runId: "check", seed: 1 }),
          (thrown: unknown) => {
            if (typeof error === "string") strictEqual(errorCode(thrown), error);
            else ok(thrown instanceof error, `Expected ${error.name}, got ${String(thrown)}`);
            return true;
          },
        ),
    })),
  ];
  for (const check of saying(checks)) if (skip[check.name] === undefined) yield check;
}
