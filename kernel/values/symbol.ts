/**
 * Symbols and keywords. Both are interned per kernel (`SymbolTable`), so identity is equality. A keyword in
 * evaluated position means its own name as a string; as quoted data it stays a keyword.
 */
export class Sym {
  constructor(readonly name: string) {}
}

export class Keyword {
  constructor(readonly name: string) {}
}

export class SymbolTable {
  private readonly symbols = new Map<string, Sym>();
  private readonly keywords = new Map<string, Keyword>();
  private counter = 0;

  symbol(name: string): Sym {
    let s = this.symbols.get(name);
    if (s === undefined) this.symbols.set(name, (s = new Sym(name)));
    return s;
  }

  keyword(name: string): Keyword {
    let k = this.keywords.get(name);
    if (k === undefined) this.keywords.set(name, (k = new Keyword(name)));
    return k;
  }

  /** A fresh symbol that no reader can produce again in this kernel. */
  gensym(prefix = 'g'): Sym {
    return new Sym(`${prefix}#${++this.counter}`);
  }
}
