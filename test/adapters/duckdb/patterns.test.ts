import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duckdbDialect } from "../../../src/adapters/duckdb/duckdb-dialect.js";
import { quoteText } from "../../../src/ports/sql/literals.js";
import { writePattern } from "../../../src/ports/sql/write-pattern.js";
import { loadTables } from "./load-tables.js";

const patterns = [
  /^[A-Z]{3}$/,
  /^[a-z"' ]+$/,
  /\d{2,}/,
  /^\s|\s$/,
  /\bcat\b/,
  /^(?:ab|c)*?d?$/,
  /k|s/i,
  /k|s/iu,
  /[j-l]/i,
  /^[^a]$/u,
  /^.{2}$/u,
  /^.$/su,
  /\S\W\D/u,
  /a-b\/c\.\$/,
  /[\]\\^-]/,
  /[a\-c]/,
  /\x41\u00e9\t/,
  /😀+/u,
  /(a|b)(?:c)|^$/,
  /é|[à-ü]/,
  /^[\w.+-]+@[\w-]+\.[a-z]{2,}$/i,
];
const unsaid = [
  /a.b/,
  /[^a]/,
  /\S/,
  /(?=a)/,
  /(?<!a)b/,
  /(a)\1/,
  /\p{L}/u,
  /^a$/m,
  /\Ba/,
  /(?<name>a)/,
  /é/i,
  /\w/iu,
  /a{1001}/,
  /😀/,
];

const letters = fc.constantFrom(..."abcdkszABCKSé à\u212a\u017f😀\n\r\u2028\t.-@/\\$^]'\"019_\u00a0\ufeff");
const words = fc.sample(
  fc.oneof(
    fc.array(letters, { maxLength: 5 }).map((parts) => parts.join("")),
    fc.constantFrom("ATL", "a cat sat", "Aé\t", "me@example.org", "a-b/c.$", ""),
  ),
  { numRuns: 600, seed: 3 },
);

describe("a pattern", () => {
  it.each(patterns.map((pattern) => [String(pattern), pattern] as const))(
    "%s finds the same texts in DuckDB",
    async (_, pattern) => {
      const connection = await loadTables({
        t: { columns: { i: "integer", w: "text" }, rows: words.map((w, i) => ({ i, w })) },
      });
      const written = quoteText(writePattern(pattern.source, pattern.flags, duckdbDialect));
      const reader = await connection.runAndReadAll(`SELECT regexp_matches(w, ${written}) FROM t ORDER BY i`);
      const found = reader.getRows().map(([one]) => one);
      expect(words.filter((word, i) => found[i] !== pattern.test(word))).toEqual([]);
      connection.closeSync();
    },
  );

  it.each(unsaid.map((pattern) => [String(pattern), pattern] as const))(
    "%s is not said, as RE2 means another thing by it",
    (_, pattern) => {
      expect(() => writePattern(pattern.source, pattern.flags, duckdbDialect)).toThrow();
    },
  );
});
