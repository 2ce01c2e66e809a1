/** SQLite's result codes that mean something here, by number: `node:sqlite` gives no names. */
const names: Readonly<Record<number, string>> = {
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  8: "SQLITE_READONLY",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  13: "SQLITE_FULL",
  18: "SQLITE_TOOBIG",
  26: "SQLITE_NOTADB",
};

/** The result code of an error of any of the clients, without what is more exact (`SQLITE_IOERR_WRITE`); undefined for other errors. */
export function sqliteReason(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("errcode" in error && typeof error.errcode === "number") return names[error.errcode & 0xff];
  const code = "code" in error ? String(error.code) : "";
  return Object.values(names).find((name) => code === name || code.startsWith(`${name}_`));
}
