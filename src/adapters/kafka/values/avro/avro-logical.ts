/** What a type of Avro stands for beyond its bytes. */
export interface AvroLogical {
  readonly name: (typeof names)[number];
  /** Of a decimal: digits, and how many of them stand behind the point. */
  readonly precision: number;
  readonly scale: number;
}

const names = [
  "date",
  "decimal",
  "local-timestamp-micros",
  "local-timestamp-millis",
  "local-timestamp-nanos",
  "time-micros",
  "time-millis",
  "timestamp-micros",
  "timestamp-millis",
  "timestamp-nanos",
  "uuid",
] as const;

/** Of which type of Avro it may stand. */
function carriers(name: AvroLogical["name"]): readonly string[] {
  if (name === "decimal") return ["bytes", "fixed"];
  if (name === "uuid") return ["string", "fixed"];
  return name === "date" || name === "time-millis" ? ["int"] : ["long"];
}

/** Undefined for one that is unknown or stands where it may not: the specification has both ignored. */
export function readAvroLogical(kind: string, schema: Readonly<Record<string, unknown>>): AvroLogical | undefined {
  const name = names.find((one) => one === schema.logicalType);
  if (name === undefined || !carriers(name).includes(kind)) return undefined;
  const { precision = 0, scale = 0, size } = schema;
  if (name === "uuid" && kind === "fixed" && size !== 16) return undefined;
  const [digits, behind] = [Number(precision), Number(scale)];
  const valid = Number.isInteger(digits) && Number.isInteger(behind) && digits > 0 && behind >= 0 && behind <= digits;
  if (name === "decimal" && !valid) return undefined;
  return name === "decimal" ? { name, precision: digits, scale: behind } : { name, precision: 0, scale: 0 };
}
