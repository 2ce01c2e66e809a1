import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TextNotation, textReader } from "../../../src/schema/row/text-notation.js";

const reader = (notation: TextNotation) => textReader(notation) ?? expect.fail("a notation has a reader");

describe("numbers", () => {
  it("have the decimal mark and the groups that were stated, and no others", () => {
    const german = reader({ decimal: ",", group: "." });
    expect(["1.234.567,5", "1234567,5", "-0,5", "12", "1.000"].map(german.number)).toEqual([
      1234567.5, 1234567.5, -0.5, 12, 1000,
    ]);
    expect(["1.5", "12.34,5", "1,2,3", "1.2345", "1,234.5", ".123"].map(german.number)).toEqual(
      Array(6).fill(undefined),
    );
    expect(["1.234", "1,5"].map(german.integer)).toEqual([1234, undefined]);
    const french = reader({ decimal: ",", group: " " });
    expect(["1 234,5", "1\u202f234", "12 34"].map(french.number)).toEqual([1234.5, 1234, undefined]);
    expect(reader({ group: "'" }).number("1'234.25")).toBe(1234.25);
    expect(reader({ group: "," }).number("-1,234,567e2")).toBe(-123456700);
  });

  it("are read back as they were written, in any notation", () => {
    const marks = fc.constantFrom<["." | ",", "." | "," | " " | "'"]>([",", "."], [".", ","], [",", " "], [".", "'"]);
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 999 }), marks, (whole, thousandths, [decimal, group]) => {
        const digits = String(Math.abs(whole)).replace(/\B(?=(?:\d{3})+$)/g, group);
        const fraction = String(thousandths).padStart(3, "0");
        const text = `${whole < 0 ? "-" : ""}${digits}${decimal}${fraction}`;
        expect(reader({ decimal, group }).number(text)).toBe(Number(`${whole}.${fraction}`));
      }),
    );
  });
});

describe("yes and no", () => {
  it("are the words that were stated, in any case", () => {
    const { boolean } = reader({ booleans: { Ja: true, nein: false, "1": true, "0": false } });
    expect(["ja", "NEIN", "1", "0", "true", ""].map(boolean)).toEqual([true, false, true, false, undefined, undefined]);
    expect(["True", "FALSE", "yes"].map(reader({}).boolean)).toEqual([true, false, undefined]);
  });
});

describe("times", () => {
  it("have one of the formats, or are ISO 8601", () => {
    const times = [
      "dd.MM.yyyy",
      "d.M.yy H:mm",
      "M/d/yyyy h:mm a",
      "d MMM yyyy",
      "MMMM d, yyyy 'at' HH:mm:ss.S",
      "yyyyMMdd",
    ];
    const { time } = reader({ times });
    const read = (text: string) => {
      const found = time(text);
      return found === undefined ? undefined : new Date(found).toISOString();
    };
    expect(read("31.01.2024")).toBe("2024-01-31T00:00:00.000Z");
    expect(read("1.2.69 7:05")).toBe("1969-02-01T07:05:00.000Z");
    expect(read("1.2.68 7:05")).toBe("2068-02-01T07:05:00.000Z");
    expect(read("12/31/2023 12:30 am")).toBe("2023-12-31T00:30:00.000Z");
    expect(read("12/31/2023 12:30 PM")).toBe("2023-12-31T12:30:00.000Z");
    expect(read("3 Mar 2001")).toBe("2001-03-03T00:00:00.000Z");
    expect(read("March 3, 2001 at 10:11:12.3456789")).toBe("2001-03-03T10:11:12.345Z");
    expect(read("20240229")).toBe("2024-02-29T00:00:00.000Z");
    expect(read("2024-02-29T10:00+02:00")).toBe("2024-02-29T08:00:00.000Z");
    const none = [
      "31.02.2024",
      "20230229",
      "13/31/2023 1:30 am",
      "1/1/2023 13:00 pm",
      "3 Foo 2001",
      "1.1.2024",
      "31.01.2024 ",
    ];
    expect(none.map(read)).toEqual(none.map(() => undefined));
  });

  it("are counted from 1970 where that was stated", () => {
    expect(reader({ times: ["epoch-seconds"] }).time("1700000000.5")).toBe(1_700_000_000_500);
    expect(reader({ times: ["epoch-milliseconds"] }).time("-1")).toBe(-1);
    expect(reader({ times: ["epoch-seconds"] }).time("1e9")).toBeUndefined();
  });

  it("are local where they state no offset: skipped ones move forward, doubled ones are the first", () => {
    const { time } = reader({ zone: "America/New_York", times: ["MM/dd/yyyy HH:mm", "MM/dd/yyyy HH:mm XXX"] });
    const iso = (text: string) => new Date(time(text) ?? Number.NaN).toISOString();
    expect(iso("01/15/2024 12:00")).toBe("2024-01-15T17:00:00.000Z");
    expect(iso("2024-07-15 12:00")).toBe("2024-07-15T16:00:00.000Z");
    expect(iso("2024-07-15")).toBe("2024-07-15T04:00:00.000Z");
    expect(iso("2024-07-15T12:00Z")).toBe("2024-07-15T12:00:00.000Z");
    expect(iso("01/15/2024 12:00 +01:00")).toBe("2024-01-15T11:00:00.000Z");
    expect(iso("03/10/2024 02:30")).toBe("2024-03-10T07:30:00.000Z");
    expect(iso("11/03/2024 01:30")).toBe("2024-11-03T05:30:00.000Z");
  });

  it("are read back as they were written, in any format", () => {
    const two = (value: number) => String(value).padStart(2, "0");
    const written: Record<string, (at: Date) => string> = {
      "dd.MM.yyyy HH:mm:ss": (at) =>
        `${two(at.getUTCDate())}.${two(at.getUTCMonth() + 1)}.${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`,
      "M/d/yyyy h:mm:ss a": (at) =>
        `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()} ${at.getUTCHours() % 12 || 12}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} ${at.getUTCHours() < 12 ? "AM" : "PM"}`,
      "epoch-seconds": (at) => String(at.getTime() / 1000),
    };
    const seconds = fc.integer({ min: Date.UTC(1000, 0, 1) / 1000, max: Date.UTC(9999, 11, 31) / 1000 });
    fc.assert(
      fc.property(seconds, fc.constantFrom(...Object.keys(written)), (second, format) => {
        const text = written[format]?.(new Date(second * 1000)) ?? "";
        expect(reader({ times: [format] }).time(text)).toBe(second * 1000);
      }),
    );
  });
});

it("refuses what is no notation", () => {
  const refused: [TextNotation, string][] = [
    [{ decimal: ",", group: "," }, "`group` to differ from `decimal`"],
    [{ times: ["dd.MM"] }, "no year, month and day"],
    [{ times: ["dd.MM.yyyy dd"] }, "day stands twice"],
    [{ times: ["YYYY-MM-dd"] }, "`YYYY` is no field"],
    [{ times: ["yyyy-MM-dd h:mm"] }, "`h` and `a` need each other"],
    [{ zone: "Mars/Olympus" }, "an IANA time zone"],
    [{ booleans: { yes: "1" as never } }, "whether it is true"],
    [{ decimals: "," } as never, "only the option"],
  ];
  for (const [notation, message] of refused) expect(() => textReader(notation)).toThrow(message);
});
