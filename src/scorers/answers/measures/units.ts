import { type Decimal, decimal, decimalFromText, divide, multiply } from "../decimal.js";

/** A unit by its dimension, and how many of the dimension's base unit it is; exact by definition. */
export interface Unit {
  readonly dimension: string;
  readonly factor: Decimal;
}

const table: readonly (readonly [dimension: string, units: Readonly<Record<string, string>>])[] = [
  [
    "length",
    {
      "km kilometer kilometers kilometre kilometres": "1000",
      "m meter meters metre metres": "1",
      "cm centimeter centimeters centimetre centimetres": "0.01",
      "mm millimeter millimeters millimetre millimetres": "0.001",
      "µm micron microns micrometer micrometers": "0.000001",
      "nm nanometer nanometers": "0.000000001",
      "mi mile miles": "1609.344",
      "yd yard yards": "0.9144",
      "ft foot feet": "0.3048",
      "inch inches": "0.0254",
    },
  ],
  [
    "mass",
    {
      "kg kilogram kilograms kilo kilos": "1",
      "g gram grams": "0.001",
      "mg milligram milligrams": "0.000001",
      "µg microgram micrograms": "0.000000001",
      "t tonne tonnes": "1000",
      "lb lbs": "0.45359237",
      "oz ounce ounces": "0.028349523125",
    },
  ],
  [
    "time",
    {
      "s sec secs second seconds": "1",
      "ms millisecond milliseconds": "0.001",
      "min mins minute minutes": "60",
      "h hr hrs hour hours": "3600",
      "day days": "86400",
      "week weeks": "604800",
    },
  ],
  ["months", { "month months": "1", "yr yrs year years": "12" }],
  [
    "volume",
    {
      "l L liter liters litre litres": "1",
      "ml mL milliliter milliliters millilitre millilitres": "0.001",
      "gallon gallons gal": "3.785411784",
    },
  ],
  ["area", { "ha hectare hectares": "10000", "acre acres": "4046.8564224" }],
  [
    "energy",
    {
      "J joule joules": "1",
      kJ: "1000",
      kWh: "3600000",
      MWh: "3600000000",
      "cal calorie calories": "4.184",
      kcal: "4184",
    },
  ],
  [
    "power",
    {
      "W watt watts": "1",
      "kW kilowatt kilowatts": "1000",
      "MW megawatt megawatts": "1000000",
      "GW gigawatt gigawatts": "1000000000",
      hp: "745.69987158227022",
    },
  ],
  ["data", { "byte bytes": "1", "KB kB": "1000", MB: "1000000", GB: "1000000000", TB: "1000000000000" }],
  ["frequency", { "Hz hertz": "1", kHz: "1000", MHz: "1000000", GHz: "1000000000" }],
  ["voltage", { "V volt volts": "1", mV: "0.001", kV: "1000" }],
  ["current", { "A amp amps ampere amperes": "1", mA: "0.001" }],
  ["force", { "N newton newtons": "1", kN: "1000" }],
  ["pressure", { "Pa pascal pascals": "1", kPa: "1000", MPa: "1000000", bar: "100000", psi: "6894.757293168" }],
  ["angle", { "° deg degree degrees": "1" }],
  ["radians", { "rad radian radians": "1" }],
  ["celsius", { "°C celsius": "1" }],
  ["fahrenheit", { "°F fahrenheit": "1" }],
  ["kelvin", { "K kelvin kelvins": "1" }],
  ["amount", { "mol mole moles": "1", mmol: "0.001" }],
  ["speed", { mph: "0.44704", "kph kmh": "0.2777777777777778" }],
];

/** Words that are English before they are units: only glued to the digits do they measure. */
const gluedOnly = new Set(["a", "in", "bar", "s", "second", "h"]);

let units: Map<string, Unit> | undefined;

function known(): Map<string, Unit> {
  if (units !== undefined) return units;
  units = new Map();
  for (const [dimension, entries] of table)
    for (const [names, factor] of Object.entries(entries))
      for (const name of names.split(" ")) units.set(name, { dimension, factor: decimalFromText(factor) });
  units.set("in", { dimension: "length", factor: decimalFromText("0.0254") });
  return units;
}

/** The unit that a word names: as written, else in lower case when it is a whole word. */
export function unitOf(raw: string, glued: boolean): Unit | undefined {
  const lower = raw.toLowerCase();
  if (!glued && gluedOnly.has(lower) && lower !== "s" && lower !== "h") return undefined;
  return known().get(raw) ?? (raw.length > 2 ? known().get(lower) : undefined);
}

/** A unit to a power, such as square metres; litres and cubic metres meet. */
export function powerUnit(unit: Unit, power: number): Unit {
  let factor = unit.factor;
  for (let time = 1; time < power; time++) factor = multiply(factor, unit.factor);
  if (unit.dimension === "length" && power === 2) return { dimension: "area", factor };
  if (unit.dimension === "length" && power === 3)
    return { dimension: "volume", factor: multiply(factor, decimal(1n, 3)) };
  return { dimension: `${unit.dimension}^${power}`, factor };
}

/** One unit per another, such as km/h. */
export function ratioUnit(unit: Unit, per: Unit): Unit {
  const dimension =
    unit.dimension === "length" && per.dimension === "time" ? "speed" : `${unit.dimension}/${per.dimension}`;
  return { dimension, factor: divide(unit.factor, per.factor) };
}
