import { InvalidArgumentError } from "../../core/index.js";

/** Does something with a row; an error about its gold or answer names it. Errors of strangers' functions stay as they are. */
export function atRow<Result>(layer: string, id: string, score: () => Result): Result {
  try {
    return score();
  } catch (error) {
    if (!InvalidArgumentError.isInstance(error)) throw error;
    const { expected, got, message } = error;
    const words = message.split(`Expected ${expected}, got `)[1];
    throw new InvalidArgumentError(`layer ${layer}, row ${id}`, expected, got, words);
  }
}
