/** A piece of SQL, and the layer whose columns it reads. `atom` may be repeated: it is a name or a literal. */
export interface Term {
  readonly sql: string;
  readonly layer: number;
  readonly atom?: true;
}

/**
 * Nested selects: each names expressions over the columns of the one below, so that an expression that is needed several times is written once,
 * and queries grow with the expression and not by doubling. Names are numbered; none of the relation's own gets beyond the lowest layer.
 */
export interface Layers {
  /** A column of the relation, by its quoted name. */
  source(quoted: string): Term;
  /** Names a term; an atom stays what it is. */
  bind(term: Term): Term;
  /** The FROM clause of a select that may use every term. */
  from(relation: string): string;
}

export function createLayers(): Layers {
  const layers: string[][] = [[]];
  const sources = new Map<string, Term>();
  let names = 0;
  const add = (layer: number, sql: string): Term => {
    const name = `v${names++}`;
    while (layers.length <= layer) layers.push([]);
    layers[layer]?.push(`${sql} AS ${name}`);
    return { sql: name, layer, atom: true };
  };
  return {
    source(quoted) {
      const known = sources.get(quoted) ?? add(0, quoted);
      sources.set(quoted, known);
      return known;
    },
    bind: (term) => (term.atom ? term : add(term.layer + 1, term.sql)),
    from(relation) {
      let sql = `(SELECT ${["1 AS one", ...(layers[0] ?? [])].join(", ")} FROM ${relation}) AS l0`;
      for (let layer = 1; layer < layers.length; layer++)
        sql = `(SELECT ${["*", ...(layers[layer] ?? [])].join(", ")} FROM ${sql}) AS l${layer}`;
      return sql;
    },
  };
}

/** The layer of what is made of terms. */
export function layerOf(terms: readonly Term[]): number {
  return Math.max(0, ...terms.map(({ layer }) => layer));
}

/** A term made of terms: `sql\`${left} + ${right}\``, in brackets. Text that stands between is written as it is. */
export function sql(parts: TemplateStringsArray, ...inner: readonly (Term | string)[]): Term {
  const written = parts.map((part, index) => {
    const piece = inner[index];
    return part + (piece === undefined ? "" : typeof piece === "string" ? piece : piece.sql);
  });
  return { sql: `(${written.join("")})`, layer: layerOf(inner.filter((piece) => typeof piece !== "string")) };
}
