import type { Definitions } from "../evaluation.js";
import { keyword } from "../keywords/keyword-rules.js";

export const tableColumns: Definitions = {
  expect_table_columns_to_match_ordered_list: {
    rules: { column_list: keyword.neededOrNull("texts") },
    evaluate({ frame, keywords }) {
      const observed = frame.columns.map(({ name }) => name);
      const expected = keywords.column_list as readonly string[] | null;
      if (expected === null) return { success: true, result: { observed_value: observed } };
      const mismatched = Array.from({ length: Math.max(observed.length, expected.length) }, (_, at) => ({
        "Expected Column Position": at,
        Expected: expected[at] ?? null,
        Found: observed[at] ?? null,
      })).filter(({ Expected, Found }) => Expected !== Found);
      if (mismatched.length === 0) return { success: true, result: { observed_value: observed } };
      return { success: false, result: { observed_value: observed, details: { mismatched } } };
    },
  },
  expect_table_columns_to_match_set: {
    rules: { column_set: keyword.neededOrNull("texts"), exact_match: keyword.optional("flag") },
    evaluate({ frame, keywords }) {
      const names = frame.columns.map(({ name }) => name);
      const expected = (keywords.column_set ?? []) as readonly string[];
      const observed = [...names].sort();
      const unexpected = observed.filter((name) => !expected.includes(name));
      const missing = [...new Set(expected)].filter((name) => !names.includes(name)).sort();
      if (unexpected.length + missing.length === 0) return { success: true, result: { observed_value: observed } };
      const mismatched = { ...(unexpected.length > 0 && { unexpected }), ...(missing.length > 0 && { missing }) };
      const success = keywords.exact_match === false && missing.length === 0;
      return { success, result: { observed_value: observed, details: { mismatched } } };
    },
  },
};
