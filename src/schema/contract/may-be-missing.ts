import type { ColumnDefinition, Contract } from "./contract.js";

/** Whether a row may lack a column. Where only the schema decides, it is asked: a default takes the place of what is missing. */
export function mayBeMissing<Row, Label extends string>(
  { schema }: Contract<Row, Label>,
  { name, nullable, residual }: ColumnDefinition,
): boolean {
  if (!residual) return nullable;
  return [{}, { [name]: null }].some((row) => {
    try {
      const outcome = schema["~standard"].validate(row);
      if (outcome instanceof Promise || outcome.issues === undefined) return true;
      return outcome.issues.every(({ path = [] }) => {
        const [first] = path;
        return (typeof first === "object" ? first.key : first) !== name;
      });
    } catch {
      return true;
    }
  });
}
