import type { ColumnCheck } from "../../schema/house.js";
import type { SqlDialect } from "./dialect.js";
import type { Family } from "./family.js";
import { type Layers, sql, type Term } from "./layers.js";
import { quoteNumber, quoteText } from "./literals.js";
import { Unsayable } from "./unsaid.js";
import { writeMembership } from "./write-membership.js";
import { writePattern } from "./write-pattern.js";

const symbols = { "at-least": ">=", "at-most": "<=", above: ">", below: "<" } as const;
const largest = quoteNumber(Number.MAX_VALUE);

/** Whether a present value passes a check, as `compileCheck` says. @param of An atom. @throws {Unsayable} SQL has no such meaning. */
export function writeCheck(check: ColumnCheck, of: Term, family: Family, dialect: SqlDialect, layers: Layers): Term {
  const needs = (wanted: Family): void => {
    if (family !== wanted) throw new Unsayable(`${check.check} is asked of no ${wanted}`);
  };
  switch (check.check) {
    case "at-least":
    case "at-most":
    case "above":
    case "below":
      needs("number");
      return sql`NOT ${dialect.isNan(of.sql)} AND ${of} ${symbols[check.check]} ${quoteNumber(check.value)}`;
    case "multiple-of": {
      needs("number");
      const ratio = layers.bind(sql`${of} / ${quoteNumber(check.value)}`);
      const tolerance = `${quoteNumber(4 * Number.EPSILON)} * CASE WHEN abs(${ratio.sql}) > 1 THEN abs(${ratio.sql}) ELSE 1 END`;
      return sql`NOT ${dialect.isNan(ratio.sql)} AND abs(${ratio}) <= ${largest} AND abs(${ratio} - floor(${ratio} + 0.5e0)) < ${tolerance}`;
    }
    case "finite":
      needs("number");
      return sql`NOT ${dialect.isNan(of.sql)} AND abs(${of}) <= ${largest}`;
    case "one-of":
      return writeMembership(of, check.values, family, dialect);
    case "length": {
      needs("text");
      const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = check;
      const most = Number.isFinite(maximum) ? ` AND length(${of.sql}) <= ${quoteNumber(maximum)}` : "";
      return sql`length(${of}) >= ${quoteNumber(minimum)}${most}`;
    }
    case "matches":
      needs("text");
      return {
        sql: dialect.matches(of.sql, quoteText(writePattern(check.pattern, check.flags.replace(/[gy]/g, ""), dialect))),
        layer: of.layer,
      };
  }
}
