import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { checkZone, instantOf } from "../expression/semantics/zone-offset.js";
import { parseIsoTime } from "./parse-iso-time.js";
import { parseDecimal, parseInteger } from "./parse-number.js";
import { type TimeReader, timeFormat } from "./time-format.js";

/** How a source that knows only text writes numbers, yes and no, and times. What it does not say is as in CSV files of programs. */
export interface TextNotation {
  /** The decimal mark. @default "." */
  readonly decimal?: "." | ",";
  /** What may part the digits before it in threes; a space stands for every kind of space. @default nothing */
  readonly group?: "." | "," | " " | "'";
  /** Words for true and false, in any case: `{ ja: true, nein: false }`. @default `true` and `false` */
  readonly booleans?: Readonly<Record<string, boolean>>;
  /**
   * Formats of times, the first that fits reads: `epoch-seconds`, `epoch-milliseconds`, or a Unicode date format pattern such as `dd.MM.yyyy HH:mm`, `M/d/yy h:mm a`, `d MMM yyyy`.
   * ISO 8601 is read besides. @default none
   */
  readonly times?: readonly string[];
  /** The IANA zone of times that state none: one that daylight saving skips moves forward, one that comes twice is the first. @default "UTC" */
  readonly zone?: string;
}

/** What reads typed values from text; each gives undefined for what is none. */
export interface TextReader {
  readonly number: (text: string) => number | undefined;
  readonly integer: (text: string) => number | undefined;
  readonly boolean: (text: string) => boolean | undefined;
  readonly time: TimeReader;
}

const plainBooleans = new Map([
  ["true", true],
  ["false", false],
]);

/** Plain numbers, `true` and `false` in any case, ISO times. */
export const plainText: TextReader = {
  number: parseDecimal,
  integer: parseInteger,
  boolean: (text) => plainBooleans.get(text.toLowerCase()),
  time: parseIsoTime,
};

const rules: OptionRules<TextNotation> = {
  decimal: option.oneOf(".", ","),
  group: option.oneOf(".", ",", " ", "'"),
  booleans: option.noun,
  times: option.listOf(option.text),
  zone: option.text,
};

/**
 * Makes the reader of a notation; true stands for plain text, anything else that is no notation for a source whose values have types.
 * @throws {InvalidArgumentError} the notation is none.
 */
export function textReader(notation: TextNotation | boolean | undefined): TextReader | undefined {
  if (notation === true) return plainText;
  if (notation === undefined || notation === false) return undefined;
  const known = readers.get(notation);
  if (known !== undefined) return known;
  const reader = makeReader(notation);
  readers.set(notation, reader);
  return reader;
}

/** Batch after batch has the same notation. */
const readers = new WeakMap<TextNotation, TextReader>();

function makeReader(notation: TextNotation): TextReader {
  checkOptions("notation", notation, rules);
  const { decimal = ".", group, booleans, times = [], zone = "UTC" } = notation;
  if (group === decimal) throw new InvalidArgumentError("notation", "`group` to differ from `decimal`", group);
  checkZone(zone);
  const formats = [isoTime(zone), ...times.map((format) => timeFormat(format, zone))];
  const plain = plainDigits(decimal, group);
  const read = (parse: (text: string) => number | undefined) => (text: string) => {
    const digits = plain(text);
    return digits === undefined ? undefined : parse(digits);
  };
  const isPlain = decimal === "." && group === undefined;
  return {
    number: isPlain ? parseDecimal : read(parseDecimal),
    integer: isPlain ? parseInteger : read(parseInteger),
    boolean: booleans === undefined ? plainText.boolean : booleanReader(booleans),
    time(text) {
      for (const format of formats) {
        const found = format(text);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

function booleanReader(booleans: Readonly<Record<string, boolean>>): TextReader["boolean"] {
  const words = new Map(Object.entries(booleans).map(([word, value]) => [word.toLowerCase(), value]));
  if (words.size === 0 || [...words.values()].some((value) => typeof value !== "boolean"))
    throw new InvalidArgumentError("notation", "`booleans` to say of each word whether it is true", booleans);
  return (text) => words.get(text.toLowerCase());
}

function isoTime(zone: string): TimeReader {
  if (zone === "UTC") return parseIsoTime;
  const stated = /(?:Z|[+-]\d{2}:?\d{2})$/;
  return (text) => {
    const found = parseIsoTime(text);
    return found === undefined || (text.length > 10 && stated.test(text)) ? found : instantOf(found, zone);
  };
}

/** A number's text with a point as its decimal mark and nothing between thousands; undefined where digits are parted otherwise than in threes. */
function plainDigits(decimal: "." | ",", group: TextNotation["group"]): (text: string) => string | undefined {
  const space = "[ \\u00a0\\u2009\\u202f]";
  const mark = group === undefined ? undefined : group === " " ? space : `\\${group}`;
  const grouped = mark === undefined ? undefined : new RegExp(`^[+-]?\\d{1,3}(?:${mark}\\d{3})+(?![\\d])`);
  const marks = mark === undefined ? undefined : new RegExp(mark, "g");
  return (text) => {
    const digits = grouped?.test(text) && marks !== undefined ? text.replace(marks, "") : text;
    if (decimal === ".") return digits;
    return digits.includes(".") ? undefined : digits.replace(",", ".");
  };
}
