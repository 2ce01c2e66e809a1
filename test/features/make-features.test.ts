import { features } from "golden-pipeline/features";
import { contract, type Expression } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { columnsOf } from "../../src/schema/house.js";
import { flights } from "./flights.js";

/** What types would refuse, as plain JavaScript could still hand it over. */
const smuggled = (expression: unknown) => expression as Expression<number>;

describe("features", () => {
  it("are data: plain JSON with a fingerprint that only the definitions and the contract decide", () => {
    const build = (window: "6h" | "7h") =>
      features(flights, ({ origin, distance }) => ({
        recent: origin.history({ window }).mean("delay"),
        distance: distance.standardize(),
      }));
    expect(JSON.parse(JSON.stringify(build("6h").definitions))).toEqual(build("6h").definitions);
    expect(build("6h").fingerprint).toBe(build("6h").fingerprint);
    expect(build("6h").fingerprint).not.toBe(build("7h").fingerprint);
  });

  it("do not show the callback label columns, but show histories the whole earlier row", () => {
    features(flights, (flight) => {
      expect(Object.keys(flight)).toEqual(["departedAt", "origin", "carrier", "distance", "taxi", "charter"]);
      return {
        late: flight.origin.history({ window: "1h" }).mean((past) => {
          expect(Object.keys(past)).toContain("delay");
          return past.delay;
        }),
      };
    });
  });

  it("refuse times and texts, and say what could be made of them", () => {
    expect(() =>
      features(flights, ({ departedAt }) => ({ when: smuggled(departedAt) })),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [features when] Expected a number made of a time, e.g. by \`hourOfDay\` or \`minutesSince\`, got time: departedAt]`,
    );
    expect(() => features(flights, ({ origin }) => ({ origin: smuggled(origin) }))).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [features origin] Expected a number, a yes/no expression, or text made into categories by \`oneHot\`, got text: origin]`,
    );
    expect(() =>
      features(flights, ({ distance }) => ({
        far: smuggled({ node: { op: "one-hot", of: distance.node, maximumCategories: 3 } }),
      })),
    ).toThrow("text made into categories");
  });

  it("refuse labels that come in by another way", () => {
    const { delay } = columnsOf(flights.columns, { place: "test", owner: "contract flights" });
    expect(() =>
      features(flights, ({ distance }) => ({ cheat: distance.plus(smuggled(delay)) })),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [features cheat] Expected what is known when a prediction is asked: labels only through \`history\`, got the label delay]`,
    );
  });

  it("learn only in their last step", () => {
    expect(() =>
      features(flights, ({ distance }) => ({ twice: distance.plus(distance.standardize()) })),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [features twice] Expected \`standardize\`, \`oneHot\` and \`cyclical\` only as the last step, got distance + standardize(distance)]`,
    );
  });

  it("look back once, not twice", () => {
    expect(() =>
      features(flights, ({ origin }) => ({
        deep: origin.history({ window: "1h" }).mean((past) => past.origin.history({ window: "1h" }).mean("delay")),
      })),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [features deep] Expected a history of plain columns, got mean of mean of delay by origin known in the last 60 min by origin known in the last 60 min]`,
    );
    expect(() =>
      features(flights, ({ origin }) => ({
        deep: origin.history({ window: "1h" }).mean((past) => past.taxi.standardize()),
      })),
    ).toThrow("a history of plain columns");
  });

  it("refuse columns of one name, and nothing at all", () => {
    expect(() =>
      features(flights, ({ departedAt, distance }) => ({
        hour: departedAt.hourOfDay().cyclical(),
        "hour sine": distance,
      })),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [features hour sine] Expected columns with names of their own, got "hour sine" (string)]`,
    );
    expect(() => features(flights, () => ({}))).toThrow("at least one feature");
  });

  it("need an event time only to look back", () => {
    const timeless = contract("timeless", z.object({ word: z.string(), x: z.number() }));
    expect(features(timeless, ({ x }) => ({ x })).definitions).toHaveLength(1);
    expect(() => features(timeless, ({ word }) => ({ n: word.history({ window: "1h" }).count() }))).toThrow(
      "`eventTime`",
    );
  });
});
