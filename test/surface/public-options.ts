// Reads the types of the public surface: which function takes options, and which of these are numbers.
import ts from "typescript";
import { doors } from "../../scripts/rooms.js";

export interface FunctionWithOptions {
  readonly door: string;
  readonly name: string;
  /** The numbers among its options; `["tree", "depth"]` is one of an object one level below. */
  readonly numbers: readonly (readonly string[])[];
}

const entries = doors.map((door) => `src/${door}/index.ts`);

/** Every exported function, of every door, that takes an object of options: one with an optional property, called `…Options`, or given as `options`. */
export function functionsWithOptions(): readonly FunctionWithOptions[] {
  const program = ts.createProgram(entries, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    skipLibCheck: true,
    types: ["node"],
  });
  const checker = program.getTypeChecker();
  const seen = new Set<ts.Symbol>();
  return entries.flatMap((entry, index) => {
    const source = program.getSourceFile(entry);
    const module = source && checker.getSymbolAtLocation(source);
    if (source === undefined || module === undefined) throw new Error(`${entry} exports nothing`);
    return checker.getExportsOfModule(module).flatMap((exported): FunctionWithOptions[] => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      if ((symbol.flags & ts.SymbolFlags.Value) === 0 || seen.has(symbol)) return [];
      seen.add(symbol);
      const options = parametersOf(checker, checker.getTypeOfSymbolAtLocation(symbol, source), source)
        .flatMap(({ name, type }) => partsOf(checker, type).map((part) => ({ name, type: part })))
        .filter(({ name, type }) => isOptions(type) || (name === "options" && hasMembers(type)))
        .map(({ type }) => type);
      // Where options are called so, other objects with optional properties are data.
      const named = options.filter((type) => isNamedOptions(type));
      if (options.length === 0) return [];
      const numbers = (named.length > 0 ? named : options).flatMap((type) => numbersOf(checker, type, source, 1));
      const once = new Map(numbers.map((path) => [path.join("."), path]));
      return [{ door: doors[index] as string, name: exported.name, numbers: [...once.values()] }];
    });
  });
}

interface Parameter {
  readonly name: string;
  readonly type: ts.Type;
}

function parametersOf(checker: ts.TypeChecker, type: ts.Type, source: ts.SourceFile): readonly Parameter[] {
  return [...type.getCallSignatures(), ...type.getConstructSignatures()].flatMap((signature) =>
    signature.getParameters().map((parameter) => ({
      name: parameter.name,
      type: checker.getTypeOfSymbolAtLocation(parameter, source),
    })),
  );
}

/** The members of a union, a type parameter as what it extends, without null and undefined. */
function partsOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  const bound = checker.getBaseConstraintOfType(type) ?? type;
  const present = checker.getNonNullableType(bound);
  return present.isUnion() ? present.types : [present];
}

function isPlainObject(type: ts.Type): boolean {
  const callable = type.getCallSignatures().length + type.getConstructSignatures().length > 0;
  const indexed = type.getNumberIndexType() !== undefined;
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 && !callable && !indexed;
}

function hasMembers(type: ts.Type): boolean {
  return isPlainObject(type) && type.getProperties().length > 0;
}

function isOptions(type: ts.Type): boolean {
  if (!isPlainObject(type)) return false;
  const optional = type.getProperties().some(({ flags }) => (flags & ts.SymbolFlags.Optional) !== 0);
  return optional || isNamedOptions(type);
}

function isNamedOptions(type: ts.Type): boolean {
  const parts = type.isIntersection() ? type.types : [type];
  return parts.some((part) => (part.aliasSymbol ?? part.getSymbol())?.name.endsWith("Options") === true);
}

function numbersOf(checker: ts.TypeChecker, type: ts.Type, source: ts.SourceFile, deep: number): readonly string[][] {
  return type.getProperties().flatMap((property): string[][] => {
    const parts = partsOf(checker, checker.getTypeOfSymbolAtLocation(property, source));
    if (parts.some(({ flags }) => (flags & ts.TypeFlags.NumberLike) !== 0)) return [[property.name]];
    if (deep === 0) return [];
    return parts
      .filter((part) => isPlainObject(part))
      .flatMap((part) => numbersOf(checker, part, source, deep - 1).map((path) => [property.name, ...path]));
  });
}
