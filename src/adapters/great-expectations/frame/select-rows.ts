import { EvaluationError } from "../evaluation-error.js";
import type { Frame, FrameColumn } from "./frame.js";

/** The rows at some places of a frame. */
export function selectFrameRows(frame: Frame, places: readonly number[]): Frame {
  return {
    length: places.length,
    positions: places.map((place) => frame.positions[place] ?? place),
    columns: frame.columns.map((column) => selectCells(column, places)),
  };
}

export function selectCells(column: FrameColumn, places: readonly number[]): FrameColumn {
  return { ...column, cells: places.map((place) => column.cells[place] ?? null) };
}

export function columnNamed(frame: Frame, name: unknown): FrameColumn {
  const column = frame.columns.find((candidate) => candidate.name === name);
  if (column === undefined)
    throw new EvaluationError("KeyError", `Error: The column "${name}" in BatchData does not exist.`);
  return column;
}

/** The places of the cells that are there. */
export function presentPlaces(column: FrameColumn): number[] {
  const places: number[] = [];
  for (let place = 0; place < column.cells.length; place++) if (column.cells[place] !== null) places.push(place);
  return places;
}
