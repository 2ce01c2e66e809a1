export { batchFromArrow, decodeArrow } from "./arrow/decode-arrow.js";
export { encodeArrow } from "./arrow/encode-arrow.js";
export { toArrow } from "./arrow/to-arrow.js";
export { contractFromJson, contractToJson } from "./contract-json.js";
export { contentOf, createDataset, type DigestedDataset, noLineage } from "./dataset/create-dataset.js";
export { datasetCodec, splitCodec } from "./dataset/dataset-codec.js";
export { type ContentDigest, createDatasetDigester, type DatasetDigester } from "./dataset/dataset-digester.js";
export { appendDataset, selectRows, sortedRows, wholeBatch } from "./dataset/reshape-dataset.js";
export { type ColumnFunction, compileColumns } from "./expression/compile-columns.js";
