import { expect, it } from "vitest";
import { counted } from "../../src/core/house.js";

it("says of one that it is one", () => {
  expect([0, 1, 2].map((count) => counted(count, "row"))).toEqual(["0 rows", "1 row", "2 rows"]);
  expect([1, 3].map((count) => counted(count, "batch", "batches"))).toEqual(["1 batch", "3 batches"]);
});
