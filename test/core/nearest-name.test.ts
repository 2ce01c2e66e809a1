import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { didYouMean } from "../../src/core/house.js";
import { nearestName } from "../../src/core/nearest-name.js";

const known = ["trees", "learningRate", "maximumLeaves", "seed"];

describe("the nearest name", () => {
  it("is the one that differs by a slip of the keys, in case or in separators", () => {
    expect(
      ["tree", "learning_rate", "LEARNINGRATE", "maximunLeafes", "sede", "learnngRate"].map((name) =>
        nearestName(name, known),
      ),
    ).toEqual(["trees", "learningRate", "learningRate", "maximumLeaves", "seed", "learningRate"]);
  });

  it("is none where nothing is alike, where all names are short, and where the name itself is known", () => {
    expect([
      nearestName("colour", known),
      nearestName("b", ["a"]),
      nearestName("ab", ["cd"]),
      nearestName("trees", ["trees"]),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it("stands as a question behind an error, within what it belongs to, or not at all", () => {
    expect([didYouMean("tree", known), didYouMean("tree", known, "ramp."), didYouMean("colour", known)]).toEqual([
      ". Did you mean `trees`?",
      ". Did you mean `ramp.trees`?",
      "",
    ]);
  });

  it("is found whichever letter of a long name is lost, doubled or swapped", () => {
    const slip = fc.record({ at: fc.nat(10), kind: fc.constantFrom("lost", "doubled", "swapped") });
    fc.assert(
      fc.property(slip, ({ at, kind }) => {
        const name = "learningRate";
        const [letter, next] = [name[at] as string, name[at + 1] as string];
        const [head, tail] = [name.slice(0, at), name.slice(at + 2)];
        const spelt = {
          lost: head + next + tail,
          doubled: head + letter + letter + next + tail,
          swapped: head + next + letter + tail,
        };
        expect(nearestName(spelt[kind as "lost"], known)).toBe(spelt[kind as "lost"] === name ? undefined : name);
      }),
    );
  });

  it("is looked for within bounds, however long a name is", () => {
    expect(nearestName("x".repeat(100_000), [...known, "y".repeat(100_000)])).toBeUndefined();
  });
});
