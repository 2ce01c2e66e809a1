import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { textReader } from "../../schema/house.js";
import type { TextNotation } from "../../schema/index.js";
import { encodingName } from "../source/encoding.js";
import { type ByteSourceOptions, byteSourceRules } from "../source/source-options.js";

export interface CsvOptions extends ByteSourceOptions {
  /** One ASCII character; `infer` takes the one of comma, semicolon, tab and bar that the first 64 KiB prove. @default "," */
  readonly delimiter?: string;
  /** One ASCII character. @default '"' */
  readonly quote?: string;
  /** One ASCII character that makes a plain one of the quote, delimiter, line break or escape behind it. @default none: a quote in quotes is doubled */
  readonly escape?: string;
  /** One ASCII character: lines that begin with it are none. @default there are no comments */
  readonly comment?: string;
  /** Leaves out spaces and tabs around fields and around their quotes. @default false */
  readonly trim?: boolean;
  /** How many lines to leave out at the beginning of the file, before its header. @default 0 */
  readonly skipLines?: number;
  /** True: the first record names the columns. False: the file has no header, they are `column 1`, `column 2` … Names: it has none, and these are theirs. @default true */
  readonly header?: boolean | readonly string[];
  /** Other names for columns of the header, by their names in the file: `{ "Unit Price": "price" }`. @default those of the file */
  readonly rename?: Readonly<Record<string, string>>;
  /** What becomes of a header that names a column twice: an error, or the second one is `price 2`, then `price 3`. @default "refuse" */
  readonly doubledNames?: "refuse" | "number";
  /** Words that mean a missing value, in quotes or not. @default [""] */
  readonly missing?: readonly string[];
  /** `utf-8`, `utf-16le`, `utf-16be`, or one of a byte a character, e.g. `windows-1252`. @default what the byte order mark says, otherwise utf-8 */
  readonly encoding?: string;
  /** How its numbers, times, yes and no are written: decimal commas, days first, local zones. Validation reads them so, where the contract asks for such values. @default as programs write */
  readonly notation?: TextNotation;
  /** A longer record is quarantined, so that an unclosed quote cannot swallow a file. @default 1048576 (1 MiB) */
  readonly maximumRecordBytes?: number;
}

const rules: OptionRules<CsvOptions> = {
  ...byteSourceRules,
  delimiter: option.text,
  quote: option.text,
  escape: option.text,
  comment: option.text,
  trim: option.flag,
  skipLines: option.wholeNumber({ minimum: 0 }),
  header: option.either(option.flag, option.listOf(option.anything)),
  rename: option.noun,
  doubledNames: option.oneOf("refuse", "number"),
  missing: option.listOf(option.anything),
  encoding: option.text,
  notation: option.noun,
  maximumRecordBytes: option.count,
};

/** @throws {InvalidArgumentError} an option is none, or contradicts another. */
export function checkCsvOptions(place: string, options: CsvOptions): void {
  checkOptions(place, options, rules);
  const { delimiter = ",", quote = '"', comment, header, rename = {}, encoding } = options;
  const characters = Object.entries({
    delimiter: delimiter === "infer" ? "," : delimiter,
    quote,
    escape: options.escape,
    comment,
  });
  for (const [name, character] of characters) if (character !== undefined) checkCharacter(place, name, character);
  for (const [index, [name, character]] of characters.entries())
    for (const [other, earlier] of characters.slice(0, index))
      if (character !== undefined && character === earlier && !(other === "delimiter" && delimiter === "infer"))
        throw new InvalidArgumentError(place, `\`${name}\` to differ from \`${other}\``, character);
  if (Array.isArray(header)) checkNames(place, "header", header);
  if (Object.values(rename).some((name) => typeof name !== "string" || name === ""))
    throw new InvalidArgumentError(place, "`rename` to give names", rename);
  if (encoding !== undefined) encodingName(place, encoding);
  textReader(options.notation);
}

function checkNames(place: string, option: string, names: readonly unknown[]): void {
  if (names.length === 0 || names.some((name) => typeof name !== "string"))
    throw new InvalidArgumentError(place, `\`${option}\` to be true, false or the columns' names`, names);
  const doubled = names.find((name, index) => names.indexOf(name) !== index);
  if (doubled !== undefined) throw new InvalidArgumentError(place, `\`${option}\` to name each column once`, doubled);
}

function checkCharacter(place: string, name: string, character: string): void {
  const code = character.charCodeAt(0);
  if (character.length !== 1 || code > 127 || character === "\n" || character === "\r")
    throw new InvalidArgumentError(place, `\`${name}\` to be one ASCII character`, character);
}
