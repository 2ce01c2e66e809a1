import { describe, expect, expectTypeOf, it } from "vitest";
import { type Context, defineStage, InvalidArgumentError, type Stage } from "../../src/core/index.js";
import { type Check, stageChecks } from "../../src/testing/index.js";

const rows = [3, 1, 2];
const input = (): number[] => [...rows];

interface NoiseOptions {
  readonly amount?: number;
}

/** Adds noise: a stage that keeps the contract. */
function noise({ amount = 1 }: NoiseOptions = {}): Stage<readonly number[], number[]> {
  return defineStage({
    id: "acme/noise",
    version: "1.0.0",
    params: { amount },
    run: async (values: readonly number[], { random, signal }) => {
      const output: number[] = [];
      for (const value of values) {
        signal.throwIfAborted();
        if (Number.isNaN(value)) throw new InvalidArgumentError("noise", "numbers", value);
        await Promise.resolve();
        output.push(value + amount * random());
      }
      return output;
    },
  });
}

describe("stageChecks passes", () => {
  const checks = stageChecks(noise, {
    input,
    others: () => [noise({ amount: 2 })],
    refused: {
      "what is no number, by class": { input: () => [Number.NaN], error: InvalidArgumentError },
      "what is no number, by code": { input: () => [Number.NaN], error: "invalid-argument" },
    },
  });
  for (const { name, run } of checks) it(name, run);
});

describe("stageChecks passes for a stage with a service and a codec", () => {
  interface Places {
    readonly places: { zone(airport: string): string };
  }
  const zoned = (): Stage<string, Map<string, string>, Context & Places> =>
    defineStage({
      id: "acme/zoned",
      version: "1.0.0",
      codec: {
        id: "map@1",
        encode: async (map: Map<string, string>) => Object.fromEntries(map),
        decode: async (json) => new Map(Object.entries(json as Record<string, string>)),
      },
      run: (airport: string, { places }: Context & Places) => new Map([[airport, places.zone(airport)]]),
    });
  const services = () => ({ places: { zone: () => "America/New_York" } });
  for (const { name, run } of stageChecks(zoned, { input: () => "ATL", services })) it(name, run);

  it("asks for the services that the stage asks for", () => {
    // @ts-expect-error no services are given
    expect(() => stageChecks(zoned, { input: () => "ATL" })).not.toThrow();
    // @ts-expect-error the input is not one of the stage
    expect(() => stageChecks(zoned, { input: () => 1, services })).not.toThrow();
    expectTypeOf<Check["run"]>().returns.toEqualTypeOf<Promise<void>>();
  });
});

/** The names of the checks that a stage fails. */
async function failing(checks: Iterable<Check>): Promise<string[]> {
  const names: string[] = [];
  for (const { name, run } of checks)
    try {
      await run();
    } catch {
      names.push(name);
    }
  return names;
}

const stage = <Out>(run: (values: number[], context: Context) => Out | Promise<Out>): Stage<number[], Out> =>
  defineStage({ id: "broken", version: "1.0.0", run });

describe("stageChecks fails", () => {
  it("a forged stage, whose fingerprint is not its own", async () => {
    const copy = () => Object.assign((values: readonly number[]) => noise()(values), noise(), { version: "2.0.0" });
    expect(await failing(stageChecks(copy, { input }))).toContain(
      "it is a stage, and its fingerprint is that of its id, version, params and children",
    );
  });

  it("params that are others each time", async () => {
    let made = 0;
    const create = () => defineStage({ id: "x", version: "1.0.0", params: { made: made++ }, run: () => 1 });
    expect(await failing(stageChecks(create, { input }))).toContain(
      "made again with the same options, it has the same fingerprint",
    );
  });

  it("options that are missing from the params", async () => {
    const times = (factor: number) => stage((values) => values.map((value) => value * factor));
    const checks = stageChecks(() => times(1), { input, others: () => [times(2)] });
    expect(await failing(checks)).toEqual(["made with other options, it has another fingerprint"]);
  });

  it.each([
    ["chance of its own", () => stage(() => Math.random())],
    ["the machine's clock", () => stage(() => Date.now())],
  ])("%s", async (_, create) => {
    expect(await failing(stageChecks<number[], number>(create, { input }))).toContain(
      "the same input, params and seed give the same output, at any time of day",
    );
  });

  it("state that a run leaves behind", async () => {
    const create = () => {
      let runs = 0;
      return stage(() => runs++);
    };
    const names = await failing(stageChecks(create, { input }));
    expect(names).toContain("one run leaves nothing behind that changes the next");
    expect(names).not.toContain("the same input, params and seed give the same output, at any time of day");
  });

  it("state that runs at the same time share", async () => {
    const create = () => {
      let running = 0;
      return stage(async () => {
        running++;
        await new Promise((resolve) => setTimeout(resolve, 1));
        return running--;
      });
    };
    expect(await failing(stageChecks(create, { input }))).toEqual(["runs at the same time agree with a run alone"]);
  });

  it("a codec that loses something, and an output that cannot be stored", async () => {
    const lossy = () =>
      defineStage({
        id: "lossy",
        version: "1.0.0",
        codec: {
          id: "rounded@1",
          encode: async (value: number) => Math.round(value),
          decode: async (json) => Number(json),
        },
        run: () => 1.4,
      });
    const name = "the output is read back as it was by a run that resumes";
    expect(await failing(stageChecks(lossy, { input }))).toEqual([name]);
    expect(await failing(stageChecks(() => stage(() => new (class Thing {})()), { input }))).toContain(name);
  });

  it("a stage that changes its input", async () => {
    const create = () => stage((values) => [...values.sort((left, right) => left - right)]);
    expect(await failing(stageChecks(create, { input }))).toEqual(["the input is not changed"]);
  });

  it("an abort that is wrapped, or cuts the output short", async () => {
    const name = "a run that is aborted ends with the signal's reason as it is, or with its output";
    const wrapping = () =>
      stage(async (values, { signal }) => {
        for (let turn = 0; turn < 100; turn++) {
          if (signal.aborted) throw new Error("it failed", { cause: signal.reason });
          await new Promise((resolve) => setImmediate(resolve));
        }
        return values;
      });
    const short = () =>
      stage(async (_, { signal }) => {
        let turns = 0;
        for (; turns < 100 && !signal.aborted; turns++) await new Promise((resolve) => setImmediate(resolve));
        return turns;
      });
    expect(await failing(stageChecks(wrapping, { input }))).toEqual([name]);
    expect(await failing(stageChecks(short, { input }))).toEqual([name]);
  });

  it("input that should be refused and is not, or by another error", async () => {
    const refused = { nothing: { input: () => [], error: InvalidArgumentError } };
    expect(await failing(stageChecks(() => stage(() => 1), { input, refused }))).toEqual(["it refuses nothing"]);
    const other = () =>
      stage((values) => {
        if (values.length === 0) throw new RangeError("empty");
        return 1;
      });
    expect(await failing(stageChecks(other, { input, refused }))).toEqual(["it refuses nothing"]);
  });

  it("but not what is skipped with a reason", async () => {
    const skip = { "the input is not changed": "sorts in place, its only caller hands over a copy" };
    const create = () => stage((values) => [...values.sort((left, right) => left - right)]);
    expect(await failing(stageChecks(create, { input, skip }))).toEqual([]);
  });
});
