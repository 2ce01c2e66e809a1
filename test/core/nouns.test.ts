import {
  type Codec,
  cached,
  createMemoryStore,
  createRunner,
  defineStage,
  type Json,
  type Noun,
  pipeline,
} from "golden-pipeline";
import { describe, expect, it } from "vitest";

/** A name with something alive in it, which JSON cannot carry. */
interface Speller extends Noun {
  readonly spell: (text: string) => string;
}
interface Spelled {
  readonly speller: Speller;
  readonly text: string;
}
const shout: Speller = { kind: "speller", fingerprint: "shout", spell: (text) => text.toUpperCase() };

const spelledCodec: Codec<Spelled> = {
  id: "spelled@1",
  encode: async ({ speller, text }) => ({ speller: speller.fingerprint, text }),
  async decode(json, _blobs, nouns) {
    const { speller, text } = json as { readonly speller: string; readonly text: string };
    const found = nouns?.find("speller", speller);
    if (found === undefined) throw new Error(`nobody has the speller ${speller}`);
    return { speller: found as Speller, text };
  },
};
const begin = defineStage({
  id: "begin",
  version: "1.0.0",
  codec: spelledCodec,
  nouns: [shout],
  run: (text: string): Spelled => ({ speller: shout, text }),
});
const add = defineStage({
  id: "add",
  version: "1.0.0",
  codec: spelledCodec,
  run: ({ speller, text }: Spelled): Spelled => ({ speller, text: `${text}!` }),
});
function world() {
  const state = { fails: true };
  const end = defineStage({
    id: "end",
    version: "1.0.0",
    run: ({ speller, text }: Spelled): Json => {
      if (state.fails) throw new Error("crash");
      return speller.spell(text);
    },
  });
  return { state, end };
}

describe("nouns that stages state", () => {
  it("are found by codecs of later stages when a run resumes", async () => {
    const { state, end } = world();
    const store = createMemoryStore();
    const stages = pipeline("whole", pipeline("inner", begin).pipe(add)).pipe(end);
    await expect(createRunner({ store }).run(stages, "hello", { runId: "r" })).rejects.toThrow("crash");
    state.fails = false;
    expect((await createRunner({ store }).run(stages, "hello", { runId: "r" })).output).toBe("HELLO!");
  });

  it("are no part of a fingerprint", () => {
    const { id, version } = begin;
    expect(defineStage({ id, version, run: () => 1 }).fingerprint).toBe(begin.fingerprint);
  });

  it("come with the input where a run has ended, and where a stage is cached", async () => {
    const store = createMemoryStore();
    const runner = createRunner({ store });
    const input = { version: "hello-1", speller: shout, text: "hello" };
    const first = await runner.run(add, input, { runId: "r" });
    const again = await runner.run(add, input, { runId: "r" });
    expect(again.output).toEqual(first.output);
    expect(again.output.speller).toBe(shout);
    const remembered = cached(add);
    await remembered(input, { store });
    expect((await remembered(input, { store })).speller).toBe(shout);
    const inside = pipeline("whole", begin).pipe(tagged).pipe(remembered);
    await inside("hello", { store });
    expect((await inside("hello", { store })).speller).toBe(shout);
  });

  it("that nobody has are told by the codec", async () => {
    const store = createMemoryStore();
    const input = { version: "hello-1", speller: shout, text: "hello" };
    await createRunner({ store }).run(add, input, { runId: "r" });
    const other = { ...input, speller: { ...shout, fingerprint: "whisper" } };
    await expect(createRunner({ store }).run(add, other, { runId: "r" })).rejects.toThrow(
      "nobody has the speller shout",
    );
  });
});

const tagged = defineStage({
  id: "tagged",
  version: "1.0.0",
  codec: spelledCodec,
  run: (spelled: Spelled): Spelled & { readonly version: string } => ({ ...spelled, version: spelled.text }),
});
