import fc from "fast-check";
import { InvalidArgumentError } from "golden-pipeline";
import { features } from "golden-pipeline/features";
import { model } from "golden-pipeline/model";
import { contract, derive } from "golden-pipeline/schema";
import { gradientBoosting } from "golden-pipeline/training";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { columnsOf } from "../../../src/schema/house.js";

// As JavaScript sees them: nothing is checked by a compiler here.
// biome-ignore lint/suspicious/noExplicitAny: plain JavaScript has no types
type Loose = any;
const [loosely, inPlace] = [(value: unknown) => value as Loose, { place: "contract visits", owner: "contract visits" }];

const schema = z.object({ at: z.date(), page: z.string(), pages: z.int(), seconds: z.number(), bought: z.boolean() });
const visits = contract("visits", schema, {
  eventTime: "at",
  labels: { bought: { knownAt: (visit) => visit.at.plusMinutes(60) } },
});
const columns = () => loosely(columnsOf(visits.columns, inPlace));
const build = (callback: (visit: Loose) => unknown) => loosely(features)(visits, callback);
const state = (options: (visit: Loose) => object) => loosely(contract)("visits", schema, options(undefined));
const told = (call: () => unknown): string => {
  try {
    call();
    return "nothing";
  } catch (error) {
    return InvalidArgumentError.isInstance(error) ? error.message : `not ours: ${error}`;
  }
};

describe("plain JavaScript is told", () => {
  it("of a column that is not there, which one was meant", () => {
    expect([
      told(() => build((visit) => ({ pages: visit.pagez.standardize() }))),
      told(() => build((visit) => ({ late: visit.page.history({ window: "1d" }).mean((past: Loose) => past.bougth) }))),
      told(() => build((visit) => ({ late: visit.page.history({ window: "1d" }).mean("bougth") }))),
      told(() =>
        loosely(model)("bought", visits, { target: (visit: Loose) => visit.buoght, kinds: [gradientBoosting()] }),
      ),
      told(() => state(() => ({ rules: (visit: Loose) => ({ some: visit.Pages.above(0) }) }))),
      told(() => state(() => ({ eventTime: "att" }))),
      told(() => state(() => ({ labels: { boughtt: { knownAt: (visit: Loose) => visit.at } } }))),
      told(() => state(() => ({ missing: { secondz: 0.1 } }))),
      told(() => loosely(derive)(schema, (raw: Loose) => ({ day: raw.when.day() }))),
    ]).toMatchInlineSnapshot(`
      [
        "[golden-pipeline] [features of visits] Expected a column of contract visits: \`at\`, \`page\`, \`pages\` and \`seconds\`, got "pagez". Did you mean \`page\`?",
        "[golden-pipeline] [features of visits] Expected a column of contract visits: \`at\`, \`page\`, \`pages\`, \`seconds\` and \`bought\`, got "bougth". Did you mean \`bought\`?",
        "[golden-pipeline] [features] Expected a column of contract visits: \`at\`, \`page\`, \`pages\`, \`seconds\` and \`bought\`, got "bougth". Did you mean \`bought\`?",
        "[golden-pipeline] [model bought] Expected a column of contract visits: \`at\`, \`page\`, \`pages\`, \`seconds\` and \`bought\`, got "buoght". Did you mean \`bought\`?",
        "[golden-pipeline] [contract visits] Expected a column of contract visits: \`at\`, \`page\`, \`pages\`, \`seconds\` and \`bought\`, got "Pages". Did you mean \`pages\`?",
        "[golden-pipeline] [contract visits] Expected \`eventTime\` to be a time column, got att, which is no column. Did you mean \`at\`?",
        "[golden-pipeline] [contract visits] Expected labels to be columns, got "boughtt". Did you mean \`bought\`?",
        "[golden-pipeline] [contract visits] Expected \`missing\` to name columns, got "secondz". Did you mean \`seconds\`?",
        "[golden-pipeline] [derive] Expected a column of the schema: \`at\`, \`page\`, \`pages\`, \`seconds\` and \`bought\`, got "when"",
      ]
    `);
  });

  it("of a label in a feature, how to look at it", () => {
    expect(told(() => build((visit) => ({ bought: visit.bought })))).toMatchInlineSnapshot(
      `"[golden-pipeline] [features of visits] Expected columns of contract visits that are known when a prediction is asked, got the label \`bought\`: look at those of earlier rows by \`history({ window })\`"`,
    );
  });

  it("of an operator, which method stands for it", () => {
    expect([
      told(() => build((visit) => ({ pages: visit.pages * 2 }))),
      told(() => state(() => ({ rules: (visit: Loose) => ({ some: visit.pages > 0 }) }))),
      told(() => state(() => ({ rules: (visit: Loose) => ({ some: visit.at < new Date() }) }))),
      told(() => build((visit) => ({ text: `${visit.page}` }))),
      told(() => +columns().pages.above(1)),
    ]).toMatchInlineSnapshot(`
      [
        "[golden-pipeline] [expression] Expected a method in place of an operator, as the integer column \`pages\` has no value before there are rows: \`above(0)\` for >, \`atLeast(0)\` for >=, \`below(0)\` for <, \`atMost(0)\` for <=, \`equals(0)\`, \`plus(1)\`, \`minus(1)\`, \`times(2)\` and \`dividedBy(2)\`, got an operator, or text made of it",
        "[golden-pipeline] [expression] Expected a method in place of an operator, as the integer column \`pages\` has no value before there are rows: \`above(0)\` for >, \`atLeast(0)\` for >=, \`below(0)\` for <, \`atMost(0)\` for <=, \`equals(0)\`, \`plus(1)\`, \`minus(1)\`, \`times(2)\` and \`dividedBy(2)\`, got an operator, or text made of it",
        "[golden-pipeline] [expression] Expected a method in place of an operator, as the time column \`at\` has no value before there are rows: \`before(…)\` for <, \`atOrAfter(…)\` for >=, \`plusMinutes(…)\` and \`minutesSince(…)\`, got an operator, or text made of it",
        "[golden-pipeline] [expression] Expected a method in place of an operator, as the text column \`page\` has no value before there are rows: \`equals(…)\`, \`differsFrom(…)\` and \`matches(/…/)\`, got an operator, or text made of it",
        "[golden-pipeline] [expression] Expected a method in place of an operator, as the boolean expression \`pages > 1\` has no value before there are rows: \`and(…)\`, \`or(…)\` and \`not()\`, got an operator, or text made of it",
      ]
    `);
  });

  it("of a method that is not there, which ones are", () => {
    expect([
      told(() => columns().pages.abov(0)),
      told(() => columns().bought.greaterThan(0)),
      told(() => columns().pages.standardize().times(2)),
    ]).toMatchInlineSnapshot(`
      [
        "[golden-pipeline] [expression] Expected a method of the integer column \`pages\`: \`isMissing\`, \`oneOf\`, \`plus\`, \`minus\`, \`times\`, \`dividedBy\`, \`atLeast\`, \`atMost\`, \`above\`, \`below\`, \`equals\`, \`between\`, \`absolute\`, \`floor\`, \`logarithm\`, \`clip\`, \`impute\`, \`standardize\` and \`cyclical\`, got \`abov\`. Did you mean \`above\`?",
        "[golden-pipeline] [expression] Expected a method of the boolean column \`bought\`: \`and\`, \`or\`, \`not\`, \`isMissing\` and \`impute\`, got \`greaterThan\`",
        "[golden-pipeline] [expression] Expected nothing behind the number expression \`standardize(pages)\`, which is the last step of a feature, got \`times\`",
      ]
    `);
  });

  it("of what stands where an expression has to, what belongs there", () => {
    expect([
      told(() => state(() => ({ rules: (visit: Loose) => ({ some: visit.pages === 0 }) }))),
      told(() => state(() => ({ rules: (visit: Loose) => visit.pages.above(0) }))),
      told(() => state(() => ({ rules: (visit: Loose) => ({ some: visit.pages }) }))),
      told(() => state(() => ({ labels: { bought: true } }))),
      told(() => state(() => ({ labels: { bought: { knownAt: "at" } } }))),
      told(() => state(() => ({ labels: { bought: { knownAt: (visit: Loose) => visit.pages } } }))),
      told(() => build(() => ({ one: 1 }))),
      told(() => build((visit) => visit.pages)),
      told(() => loosely(model)("bought", visits, { target: () => true, kinds: [gradientBoosting()] })),
    ]).toMatchInlineSnapshot(`
      [
        "[golden-pipeline] [contract visits] Expected rule "some" to be a condition made of the row's columns, e.g. \`row.amount.above(0)\`, got false (boolean)",
        "[golden-pipeline] [contract visits] Expected \`rules\` to give an object of expressions by their names, got an object with keys node, and, or, not",
        "[golden-pipeline] [contract visits] Expected rule "some" to be a condition made of the row's columns, e.g. \`row.amount.above(0)\`, got one of type integer",
        "[golden-pipeline] [contract visits] Expected \`labels.bought\` to be \`{ knownAt: (row) => … }\`, which says when its value is known, got true (boolean)",
        "[golden-pipeline] [contract visits] Expected \`labels.bought.knownAt\` to be a function of the row that gives a time, e.g. \`(row) => row.at.plusMinutes(60)\`, got "at" (string)",
        "[golden-pipeline] [contract visits] Expected \`labels.bought.knownAt\` to be a time made of the row's columns, e.g. \`row.at.plusMinutes(60)\`, got one of type integer",
        "[golden-pipeline] [features one] Expected a feature to be an expression made of the row's columns, e.g. \`row.amount.dividedBy(2)\`, got 1 (number)",
        "[golden-pipeline] [features of visits] Expected \`build\` to give an object of expressions by their names, got an object with keys node, isMissing, oneOf, plus, minus, times",
        "[golden-pipeline] [model bought] Expected \`target\` to be an expression made of the row's columns, e.g. \`row.amount.dividedBy(2)\`, got true (boolean)",
      ]
    `);
  });

  it("of an argument of a method, what it has to be", () => {
    expect([
      told(() => columns().pages.above("5")),
      told(() => columns().pages.plus(columns().page)),
      told(() => columns().page.oneOf("home")),
      told(() => columns().page.matches("^h")),
      told(() => columns().page.oneHot(60)),
      told(() => columns().page.oneHot({ maxCategory: 60 })),
      told(() => columns().at.before("2001-01-01")),
      told(() => columns().at.hourOfDay("UTC")),
      told(() => columns().bought.and(true)),
      told(() => build((visit) => ({ recent: visit.page.history().count() }))),
      told(() => build((visit) => ({ recent: visit.page.history({ windw: "6h" }).count() }))),
    ]).toMatchInlineSnapshot(`
      [
        "[golden-pipeline] [expression] Expected \`above\` to be given a number or an expression of one, got "5" (string)",
        "[golden-pipeline] [expression] Expected \`plus\` to be given a number or an expression of one, got one of type text",
        "[golden-pipeline] [expression] Expected \`values\` to be a list, each item text, got "home" (string)",
        "[golden-pipeline] [expression] Expected \`pattern\` to be a regular expression, e.g. \`/^A/\`, got "^h" (string)",
        "[golden-pipeline] [features] Expected options as an object, got 60 (number)",
        "[golden-pipeline] [features] Expected only the option \`maxCategories\`, got { maxCategory: 60 }. Did you mean \`maxCategories\`?",
        "[golden-pipeline] [expression] Expected \`before\` to be given a Date or an expression of a time, got "2001-01-01" (string)",
        "[golden-pipeline] [expression] Expected options as an object, got "UTC" (string)",
        "[golden-pipeline] [expression] Expected \`and\` to be given a condition, e.g. \`row.amount.above(0)\`, got true (boolean)",
        "[golden-pipeline] [features] Expected options as an object, got undefined",
        "[golden-pipeline] [features] Expected only the options \`window\` and \`knownAt\`, got an object with keys windw. Did you mean \`window\`?",
      ]
    `);
  });
});

describe("whatever plain JavaScript does with a column", () => {
  const junk = fc.oneof(
    fc.constantFrom(undefined, null, true, Number.NaN, "", "at", {}, [], () => 1, Symbol("s"), 1n),
    fc.anything({ maxDepth: 1 }),
  );

  it("is an expression, or an error of this library", () => {
    const names = visits.columns.map(({ name }) => name);
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(40), fc.array(junk, { maxLength: 2 }), (name, at, given) => {
        const column = columns()[name];
        const methods = Object.keys(column).filter((own) => own !== "node");
        const message = told(() => column[methods[at % methods.length] as string](...given));
        expect(message).not.toContain("not ours");
      }),
      { numRuns: 1000 },
    );
  });

  it("is never undefined by a name that somebody would write", () => {
    const name = fc
      .stringMatching(/^[a-z][A-Za-z]{1,12}$/)
      .filter((one) => one !== "then" && one !== "node" && !(one in Object.prototype));
    fc.assert(
      fc.property(name, (one) => {
        const all = columns();
        if (!Object.hasOwn(all, one)) expect(told(() => all[one])).toContain("Expected a column of contract visits");
        if (!Object.hasOwn(all.pages, one))
          expect(told(() => all.pages[one])).toContain("Expected a method of the integer column `pages`");
      }),
    );
  });

  it("leaves what is looked for in anything: awaiting, printing and comparing columns", async () => {
    const all = columns();
    expect(await all.pages).toBe(all.pages);
    expect(JSON.stringify(all.pages)).toBe('{"node":{"op":"column","name":"pages","type":"integer"}}');
    expect(Object.keys(all)).toEqual(["at", "page", "pages", "seconds", "bought"]);
    expect({ ...all.pages }.node).toEqual(all.pages.node);
    expect(all.pages.plus(1).node).toEqual(columns().pages.plus(1).node);
    const { inspect } = await import("node:util");
    expect(inspect(all.pages)).toContain("pages");
  });
});
