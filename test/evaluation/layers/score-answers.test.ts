import fc from "fast-check";
import { exactMatch, type Layer, numericTolerance, scoreAnswers, taskLayer } from "golden-pipeline/evaluation";
import { describe, expect, it } from "vitest";

const length = taskLayer(
  "length",
  {
    version: "1",
    score: (target: string, output: string) => ({
      score: Math.min(output.length, target.length) / Math.max(1, output.length, target.length),
      rule: "ratio",
    }),
  },
  { acceptFrom: 0.9, refuseBelow: 0.2 },
);
const always = (name: string, score: number): Layer<string, string> => ({
  name,
  kind: "standard",
  params: {},
  score: (items) => items.map(() => ({ decides: true, score, rule: name })),
});

describe("scoring answers", () => {
  it("gives every row one verdict, and every layer what the ones before left", async () => {
    const row = fc.record({ output: fc.string(), target: fc.string({ minLength: 1 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
        const predictions = {
          ids: rows.map((_, index) => String(index)),
          outputs: rows.map(({ output }) => output),
          targets: rows.map(({ target }) => target),
        };
        const { verdicts, layers } = await scoreAnswers(predictions, [length, always("rest", 0.5)]);
        expect(verdicts.map(({ id }) => id)).toEqual(predictions.ids);
        expect(verdicts.every(({ decides, score }) => decides && score !== undefined)).toBe(true);
        expect(layers.map(({ seen }) => seen)).toEqual([rows.length, rows.length - (layers[0]?.decided ?? 0)]);
        expect(layers.reduce((sum, { decided }) => sum + decided, 0)).toBe(rows.length);
      }),
    );
  });

  it("takes the last layer's score of what nobody was sure of", async () => {
    const { verdicts } = await scoreAnswers({ ids: ["a"], outputs: ["abcde"], targets: ["abcdefgh"] }, [length]);
    expect(verdicts).toEqual([{ id: "a", layer: "length", decides: true, score: 5 / 8, rule: "ratio" }]);
  });

  it("refuses layers that cannot be told apart, no layers, and verdicts that are too few", async () => {
    const one = { ids: ["a"], outputs: ["x"], targets: ["x"] };
    await expect(scoreAnswers(one, [])).rejects.toThrow("at least one layer");
    await expect(scoreAnswers(one, [exactMatch(), exactMatch()])).rejects.toThrow("a name of its own");
    const mute: Layer<string, string> = { name: "mute", kind: "task", params: {}, score: () => [] };
    await expect(scoreAnswers(one, [mute])).rejects.toThrow("1 verdicts, one a row");
    const wild = taskLayer("wild", { version: "1", score: () => ({ score: 2, rule: "none" }) });
    await expect(scoreAnswers(one, [wild])).rejects.toThrow("a score between 0 and 1 for a");
    expect(() =>
      taskLayer(
        "wrong",
        { version: "1", score: () => ({ score: 1, rule: "" }) },
        { acceptFrom: 0.2, refuseBelow: 0.5 },
      ),
    ).toThrow("rise");
    expect(() => numericTolerance({ relativeTolerance: -1 })).toThrow("relativeTolerance");
  });

  it("gives a function the target before the output, and what was asked after both", async () => {
    const seen: unknown[] = [];
    const listening = taskLayer("listening", {
      version: "1",
      score: (...given) => {
        seen.push(given);
        return { score: 1, rule: "heard" };
      },
    });
    await scoreAnswers({ ids: ["a"], outputs: ["said"], targets: ["wanted"], inputs: ["asked"] }, [listening]);
    expect(seen).toEqual([["wanted", "said", "asked"]]);
  });

  it("refuses rows that are not aligned", async () => {
    await expect(scoreAnswers({ ids: ["a", "b"], outputs: ["x"], targets: ["x", "y"] }, [length])).rejects.toThrow(
      "2 outputs, one an id",
    );
    await expect(scoreAnswers({ ids: ["a", "a"], outputs: ["x", "y"], targets: ["x", "y"] }, [length])).rejects.toThrow(
      "every id once",
    );
  });

  it("stops between layers when it is told to", async () => {
    const stopped = AbortSignal.abort(new Error("enough"));
    await expect(scoreAnswers({ ids: [], outputs: [], targets: [] }, [length], { signal: stopped })).rejects.toThrow(
      "enough",
    );
  });
});

describe("layers of answers", () => {
  const about = { version: "v", ids: ["hedge", "wrong", "wide", "narrow", "golds", "json"] };
  const rows = {
    ...about,
    outputs: ["10 or 12", "13", "10.4", "10.4", "Lutetia", '{"city": "Rome"}'],
    targets: ["10", "10", "10.0", "10.0", ["Paris", "Lutetia"], "Rome"],
  };

  it("leave what cannot be known open, take several golds and a tolerance for each row", async () => {
    const tolerance = numericTolerance({ byRow: ({ id }) => (id === "wide" ? { absoluteTolerance: 0.5 } : {}) });
    const { verdicts } = await scoreAnswers(rows, [
      exactMatch(),
      tolerance,
      taskLayer("rest", { version: "1", score: () => ({ score: 0.5, rule: "rest" }) }),
    ]);
    expect(Object.fromEntries(verdicts.map(({ id, layer, score }) => [id, `${layer} ${score}`]))).toEqual({
      hedge: "rest 0.5",
      wrong: "numeric tolerance 0",
      wide: "numeric tolerance 1",
      narrow: "numeric tolerance 0",
      golds: "exact match 1",
      json: "rest 0.5",
    });
  });

  it("of a function state its version, so that a report of another function is another", () => {
    const score = () => ({ score: 1, rule: "same" });
    const [one, two] = ["1", "2"].map((version) => taskLayer("own", { version, score }, { params: { version: "0" } }));
    expect([one?.params, two?.params]).toMatchObject([{ version: "1" }, { version: "2" }]);
    expect(() => taskLayer("own", { score } as never)).toThrow("`version` to be text that is not empty");
    expect(() => taskLayer("own", score as never)).toThrow("`scored` to be `{ version, score }`, got a function");
  });

  it("extract the answer first, and say how in their params", async () => {
    const layer = exactMatch({ extract: { json: "city" } });
    expect(layer.params).toEqual({ extract: { json: "city" } });
    const { verdicts } = await scoreAnswers(rows, [layer]);
    expect(verdicts.at(-1)).toMatchObject({ id: "json", score: 1 });
  });
});
