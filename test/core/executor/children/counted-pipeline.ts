import { appendFileSync } from "node:fs";
import { createRandom, defineStage, type Json, type Pipeline, parallel, pipeline, retry } from "golden-pipeline";

class Bag {
  constructor(readonly items: readonly number[]) {}
}

/**
 * A pipeline whose stages write into a file when they begin and when they have had their effect. The stage `slow` waits before its effect
 * for as long as the file `hold` says.
 */
export function countedPipeline(file: string, milliseconds: number): Pipeline<number, number[]> {
  const note = (line: string): void => appendFileSync(file, `${line}\n`);
  const codec = {
    id: "bag@1",
    encode: async ({ items }: Bag): Promise<Json> => [...items],
    decode: async (json: Json) => new Bag(json as readonly number[]),
  };
  const fill = defineStage({
    id: "fill",
    version: "1.0.0",
    codec,
    run: (count: number, { random }) => {
      note("begin fill");
      const bag = new Bag(Array.from({ length: count }, () => random()));
      note("effect fill");
      return bag;
    },
  });
  const slow = defineStage({
    id: "slow",
    version: "1.0.0",
    run: async ({ items }: Bag, { clock, signal }) => {
      note("begin slow");
      await clock.sleep(milliseconds, signal);
      note("effect slow");
      return items.map((item) => item * 2);
    },
  });
  const quick = defineStage({
    id: "quick",
    version: "1.0.0",
    run: ({ items }: Bag) => {
      note("begin quick");
      note("effect quick");
      return items.length + createRandom(1)();
    },
  });
  const join = defineStage({
    id: "join",
    version: "1.0.0",
    run: ({ slow: doubled, quick: count }: { readonly slow: readonly number[]; readonly quick: number }) => {
      note("begin join");
      note("effect join");
      return [...doubled, count];
    },
  });
  return pipeline("counted", fill).pipe(parallel({ slow, quick })).pipe(retry(join));
}
