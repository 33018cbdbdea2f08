/**
 * Symbols and keywords. Both are interned per kernel (`SymbolTable`), so identity is equality. A keyword in
 * evaluated position means its own name as a string; as quoted data it stays a keyword.
 */
export class Sym {
  constructor(readonly name: string) {}
}

/**
 * A symbol that a hygienic macro put into its expansion: a new identity that stands for `original` wherever nothing
 * binds the alias itself. `home` is where the macro was defined, and where `original` is therefore looked up: a namespace
 * for a macro of the top level, an expander's scope for a local one.
 */
export class Alias extends Sym {
  constructor(
    readonly original: Sym,
    readonly home: object,
  ) {
    super(original.name);
  }
}

/** A symbol that no table knows: the same only as itself, whatever its name. */
export class Uninterned extends Sym {}

/**
 * The dot of a list that was read: what stands behind it is the rest of a parameter list, pattern or template. It is no name: nothing
 * can be bound to it, and data do not hold it, since the dialect has proper lists only.
 */
export const DOT = new Sym('.');

export class Keyword {
  constructor(readonly name: string) {}
}

export class SymbolTable {
  private readonly symbols = new Map<string, Sym>();
  private readonly keywords = new Map<string, Keyword>();
  private counter = 0;

  symbol(name: string): Sym {
    let s = this.symbols.get(name);
    if (s === undefined) {
      s = new Sym(name);
      this.symbols.set(name, s);
    }
    return s;
  }

  keyword(name: string): Keyword {
    let k = this.keywords.get(name);
    if (k === undefined) {
      k = new Keyword(name);
      this.keywords.set(name, k);
    }
    return k;
  }

  /** A fresh symbol that no reader can produce again in this kernel. */
  gensym(prefix = 'g'): Sym {
    return new Uninterned(`${prefix}#${++this.counter}`);
  }
}
