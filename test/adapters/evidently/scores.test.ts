import { expect, it } from "vitest";
import { differences } from "./compare-scores.js";
import { frames } from "./frames.js";
import { golden } from "./golden.js";

it.each(frames())("gives what Evidently gives of $name, by each test and by its own choice", (frame) => {
  const answer = golden.find(({ name }) => name === frame.name);
  expect(answer && differences(frame, answer)).toEqual([]);
});
