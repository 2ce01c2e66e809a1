import { isMissing, valueAt } from "../../schema/house.js";
import type { ColumnData } from "../../schema/index.js";
import { NumbersState, type NumbersStateJson } from "./numbers-state.js";
import type { ColumnProfile } from "./profile.js";
import { WordsState, type WordsStateJson } from "./words-state.js";

/** What has been counted of a column, as plain JSON. */
export interface ColumnStateJson {
  readonly rows: number;
  readonly missing: number;
  readonly invalid: number;
  readonly numbers?: NumbersStateJson;
  readonly words?: WordsStateJson;
}

/** A column and what it is counted into: the bins and words of a reference, or none that are known yet. */
export type ColumnLayout = Pick<ColumnProfile, "name" | "type" | "numbers" | "categories">;

export interface LearnOptions {
  readonly bins: number;
  readonly categories: number;
}

// What a Date can hold.
const latest = 8.64e15;

/** Counts one column, value by value or column by column: both give the same. */
export class ColumnState {
  readonly #layout: ColumnLayout;
  readonly #numbers: NumbersState | undefined;
  readonly #words: WordsState | undefined;
  #rows = 0;
  #missing = 0;
  #invalid = 0;

  /** @param present The event time: only whether it is there is counted. */
  constructor(layout: ColumnLayout, learn: LearnOptions | undefined, present: boolean) {
    this.#layout = layout;
    const { type, numbers, categories } = layout;
    if (present || type === "other") return;
    if (type === "text" || type === "boolean")
      this.#words = new WordsState(type === "boolean" ? ["false", "true"] : categories?.words, learn?.categories ?? 0);
    else this.#numbers = new NumbersState(numbers?.edges, learn?.bins ?? 0, type !== "number");
  }

  /** @param before The event time in milliseconds, for times that are counted before it. */
  add(value: unknown, before?: number): void {
    this.#rows++;
    if (value === null || value === undefined) this.#missing++;
    else this.#addPresent(value, before);
  }

  addColumn(column: ColumnData, before?: (row: number) => number): void {
    const { type } = this.#layout;
    if (this.#words && type === "text" && column.type === "text") this.#addText(column, this.#words);
    else if (this.#numbers && type !== "time" && (column.type === "number" || column.type === "integer")) {
      this.#rows += column.length;
      for (let row = 0; row < column.length; row++)
        if (isMissing(column, row)) this.#missing++;
        else this.#addNumber(column.values[row] as number, this.#numbers);
    } else for (let row = 0; row < column.length; row++) this.add(valueAt(column, row), before?.(row));
  }

  /** Rows that do not have the column at all. */
  addMissing(rows: number): void {
    this.#rows += rows;
    this.#missing += rows;
  }

  merge(json: ColumnStateJson): void {
    this.#rows += json.rows;
    this.#missing += json.missing;
    this.#invalid += json.invalid;
    if (json.numbers) this.#numbers?.merge(json.numbers);
    if (json.words) this.#words?.merge(json.words);
  }

  toJSON(): ColumnStateJson {
    return {
      rows: this.#rows,
      missing: this.#missing,
      invalid: this.#invalid,
      ...(this.#numbers && { numbers: this.#numbers.toJSON() }),
      ...(this.#words && { words: this.#words.toJSON() }),
    };
  }

  value(): ColumnProfile {
    const { name, type } = this.#layout;
    const [rows, missing, invalid] = [this.#rows, this.#missing, this.#invalid];
    return {
      name,
      type,
      rows,
      missing,
      invalid,
      ...(this.#numbers && { numbers: this.#numbers.value() }),
      ...(this.#words && { categories: this.#words.value(rows - missing - invalid) }),
    };
  }

  #addPresent(value: unknown, before: number | undefined): void {
    const { type } = this.#layout;
    if (type === "time") {
      const time = timeOf(value);
      if (time === undefined) this.#invalid++;
      else if (this.#numbers === undefined) this.#missing += Number.isNaN(time) ? 1 : 0;
      else this.#addNumber(before === undefined ? time : before - time, this.#numbers);
    } else if (this.#numbers) {
      if (typeof value === "number") this.#addNumber(value, this.#numbers);
      else this.#invalid++;
    } else if (this.#words) {
      if (typeof value === (type === "text" ? "string" : "boolean")) this.#words.add(String(value), 1);
      else this.#invalid++;
    }
  }

  #addNumber(value: number, numbers: NumbersState): void {
    if (Number.isNaN(value)) this.#missing++;
    else if (this.#layout.type === "integer" && !Number.isInteger(value)) this.#invalid++;
    else numbers.add(value);
  }

  #addText(column: ColumnData & { readonly type: "text" }, words: WordsState): void {
    const byCode = new Uint32Array(column.dictionary.length);
    this.#rows += column.length;
    for (let row = 0; row < column.length; row++)
      if (isMissing(column, row)) this.#missing++;
      else byCode[column.codes[row] as number] = (byCode[column.codes[row] as number] as number) + 1;
    column.dictionary.forEach((word, code) => {
      if ((byCode[code] as number) > 0) words.add(word, byCode[code] as number);
    });
  }
}

/** Milliseconds since 1970; NaN for no valid date, undefined for what is no time. */
export function timeOf(value: unknown): number | undefined {
  const time = value instanceof Date ? value.getTime() : value;
  if (typeof time !== "number") return undefined;
  return Math.abs(time) <= latest ? time : Number.NaN;
}
