// Writes rows by a segment writer and says which references are durable. Arguments: directory, name, count.
import { writeSync } from "node:fs";
import { createSegmentWriter, systemClock } from "../../../src/core/house.js";
import { createFileStore } from "../../../src/store/index.js";

const [directory = "", name = "", count = "0"] = process.argv.slice(2);
const writer = await createSegmentWriter(createFileStore(directory), "rows", { clock: systemClock, maximumRows: 7 });
for (let index = 0; index < Number(count); ) {
  const written: string[] = [];
  for (let row = 0; row < 5; row++, index++) written.push(`${writer.write({ name, index })} ${index}\n`);
  await writer.flush();
  writeSync(1, written.join(""));
}
await writer.close();
