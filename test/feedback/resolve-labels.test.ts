import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveLabels } from "../../src/feedback/house.js";
import type { Label } from "../../src/model/index.js";
import { labelOf } from "./make.js";

const label = (id: string, more: Partial<Label> = {}): Label => ({
  ...labelOf(id, { key: "a" }, { knownTime: 1 }),
  receivedTime: 1,
  id,
  ...more,
});

describe("of labels that disagree", () => {
  it("people are believed before outcomes, those before users, those before rules, whatever came last", () => {
    const sources = ["rule", "expert", "user", "outcome"] as const;
    for (let kept = 1; kept <= sources.length; kept++) {
      const best = ["expert", "outcome", "user", "rule"].find((source) =>
        sources.slice(0, kept).includes(source as never),
      );
      const labels = sources.slice(0, kept).map((source, index) => label(source, { source, knownTime: index }));
      expect(resolveLabels(labels)?.label.id).toBe(best);
      expect(resolveLabels(labels)?.superseded).toHaveLength(kept - 1);
    }
  });

  it("of one source the one known last counts, then the one received last, then the one written last", () => {
    expect(resolveLabels([label("a", { knownTime: 2 }), label("b")])?.label.id).toBe("a");
    expect(resolveLabels([label("a", { receivedTime: 2 }), label("b")])?.label.id).toBe("a");
    expect(resolveLabels([label("a"), label("b")])?.label.id).toBe("b");
  });

  it("a superseded one does not count, however late it was known", () => {
    const labels = [label("a", { knownTime: 9 }), label("b", { supersedes: "a" }), label("c", { supersedes: "b" })];
    expect(resolveLabels(labels)).toMatchObject({ label: { id: "c" }, superseded: [{ id: "a" }, { id: "b" }] });
  });

  it("a less trusted source cannot supersede a more trusted one", () => {
    const labels = [label("person", { source: "expert" }), label("rule", { source: "rule", supersedes: "person" })];
    expect(resolveLabels(labels)?.label.id).toBe("person");
  });

  it("none gives none", () => {
    expect(resolveLabels([])).toBeUndefined();
    expect(resolveLabels([label("a")], new Set(["a"]))).toBeUndefined();
  });
});

describe("labels that state different columns", () => {
  it("count together, the most trusted first", () => {
    const delay = label("delay", { values: { delay: 7 } });
    const diverted = label("diverted", { values: { diverted: false, delay: 9 }, source: "user" });
    expect(resolveLabels([diverted, delay])).toEqual({
      label: { ...delay, values: { delay: 7, diverted: false } },
      counted: [delay, diverted],
      superseded: [],
      disputed: [],
    });
  });

  it("are decided column by column: a null states nothing, and a majority may decide one of them only", () => {
    const said = (id: string, values: Label["values"]) => label(id, { source: "expert", values });
    const labels = [
      said("a", { delay: 7, diverted: true }),
      said("b", { delay: 7, diverted: null }),
      said("c", { delay: 9, diverted: true }),
    ];
    const resolved = resolveLabels([...labels, label("feed", { values: { delay: 1, gate: "B4" } })]);
    expect(resolved?.label.values).toEqual({ delay: 7, diverted: true, gate: "B4" });
    expect(resolved?.disputed).toEqual(["delay"]);
    const other = said("other", { gate: "B4", delay: 1 });
    expect(resolveLabels([said("one", { gate: "A1", delay: 2 }), other])?.disputed).toEqual(["delay", "gate"]);
    expect(resolved?.superseded.map(({ id }) => id)).toEqual(["a"]);
    expect(resolveLabels([said("nothing", { delay: null })])).toBeUndefined();
  });
});

describe("equally trusted people who disagree", () => {
  const said = (actor: string | undefined, delay: number, knownTime: number, source: Label["source"] = "expert") =>
    label(`${actor ?? "somebody"} ${delay} ${knownTime}`, {
      source,
      values: { delay },
      knownTime,
      ...(actor !== undefined && { actor }),
    });
  const decide = (...labels: Label[]) => {
    const { label, disputed } = resolveLabels(labels) ?? {};
    return [label?.values.delay, disputed];
  };

  it("are counted: four to one is four, whoever came last, and it is said that they disagree", () => {
    const four = ["ann", "ben", "cem", "dan"].map((actor, index) => said(actor, 7, index));
    expect(decide(...four, said("eva", 9, 99))).toEqual([7, ["delay"]]);
    expect(decide(...four)).toEqual([7, []]);
    expect(decide(said("ann", 7, 1), said("eva", 9, 2))).toEqual([9, ["delay"]]);
  });

  it("have one vote each, the last one; who gives no name is another each time", () => {
    expect(decide(said("ann", 7, 1), said("ann", 7, 2), said("ben", 9, 3), said("ann", 9, 4))).toEqual([9, []]);
    expect(decide(said("ann", 9, 1), said("ann", 9, 2), said("ben", 7, 3), said("cem", 7, 4))).toEqual([7, ["delay"]]);
    expect(decide(said(undefined, 7, 1), said(undefined, 7, 2), said(undefined, 9, 3))).toEqual([7, ["delay"]]);
  });

  it("are heard before any number of less trusted ones", () => {
    const users = [1, 2, 3].map((time) => said(`user ${time}`, 9, time, "user"));
    expect(decide(said("ann", 7, 0), ...users)).toEqual([7, []]);
  });

  it("are people: a feed of outcomes corrects itself, and so does a rule", () => {
    for (const source of ["outcome", "rule"] as const)
      expect(
        decide(said(undefined, 7, 1, source), said(undefined, 7, 2, source), said(undefined, 9, 3, source)),
      ).toEqual([9, []]);
  });
});

describe("the label that counts", () => {
  it("does not depend on the order of labels whose times differ", () => {
    const some = fc.uniqueArray(
      fc.record({
        knownTime: fc.nat(20),
        source: fc.constantFrom("expert" as const, "outcome" as const, "user" as const, "rule" as const),
        column: fc.constantFrom("delay", "diverted"),
        supersedes: fc.option(fc.nat(20), { nil: undefined }),
      }),
      { selector: ({ knownTime }) => knownTime, maxLength: 8 },
    );
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (given, order) => {
        const labels = given.map(({ knownTime, source, column, supersedes }) =>
          label(`${knownTime}`, {
            knownTime,
            source,
            values: { [column]: knownTime },
            // Only an earlier label can be superseded.
            ...(supersedes !== undefined && supersedes < knownTime && { supersedes: `${supersedes}` }),
          }),
        );
        const shuffled = labels
          .map((one) => ({ one, at: order.next().value ?? 0 }))
          .sort((left, right) => left.at - right.at)
          .map(({ one }) => one);
        const resolved = resolveLabels(labels);
        expect(resolveLabels(shuffled)?.label).toEqual(resolved?.label);
        expect(resolved === undefined).toBe(labels.length === 0);
        if (resolved) expect(resolved.counted.length + resolved.superseded.length).toBe(labels.length);
      }),
    );
  });
});
