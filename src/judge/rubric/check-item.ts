import { checkArguments, type OptionRule, option } from "../../core/house.js";
import type { JudgedItem } from "./rubric-prompt.js";

const isText = (value: unknown): boolean => typeof value === "string";
export const anyText: OptionRule = { expected: "text", holds: isText };
export const textIfAny: OptionRule = {
  expected: "text, or left out",
  holds: (value) => value === undefined || isText(value),
};
const reference: OptionRule = {
  expected: "text or a list of at least one, or left out",
  holds: (value) => textIfAny.holds(value) || (Array.isArray(value) && value.length > 0 && value.every(isText)),
};

/** @throws {InvalidArgumentError} what is to be judged has no id or no text: of nothing no text is made. */
export function checkItem(item: JudgedItem): void {
  checkArguments("judge", { item }, { item: option.noun });
  checkArguments("judge", { id: item.id }, { id: anyText });
  checkArguments(
    `judge, item ${item.id}`,
    { answer: item.answer, input: item.input, reference: item.reference, cluster: item.cluster },
    { answer: anyText, input: textIfAny, reference, cluster: textIfAny },
  );
}
