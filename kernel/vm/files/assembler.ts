/** Text → code objects: the inverse of the disassembler. What it makes has been verified. */
import { makeSite, type SiteOf } from '../../core/nodes.ts';
import type { Kernel } from '../../instance/kernel.ts';
import type { Namespace } from '../../instance/namespace.ts';
import { Reader } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Keyword, Sym } from '../../values/symbol.ts';
import { inspect } from '../../values/writer.ts';
import { Capture, VmCode } from '../code.ts';
import { Emission, Label } from '../compiler/emission.ts';
import { CodeError, primitiveNamed } from '../linking.ts';
import { type OpcodeRow, type Operand, opcodeNamed } from '../opcodes.ts';
import { verify } from './verifier.ts';

/** Globals are looked up in the namespace. */
export function assemble(text: string, kernel: Kernel, namespace: Namespace): VmCode {
  const datum = new Reader(new SourceText('assembly', text), kernel.symbols).next();
  const code = new Assembler(kernel, namespace).code(datum);
  verify(code);
  return code;
}

/** Name of the symbol that a form begins with. */
const headName = (form: List): string => {
  const head: Value = form.toArray()[0];
  return head instanceof Sym ? head.name : '';
};
const isQuote = (d: Value): d is List => d instanceof List && d.length === 2 && headName(d) === 'quote';

class Assembler {
  constructor(
    private readonly kernel: Kernel,
    private readonly namespace: Namespace,
  ) {}

  code(datum: Value): VmCode {
    const [head, name, ...rest]: Value[] = datum instanceof List ? [...datum.toArray()] : [];
    if (!(head instanceof Sym) || head.name !== 'code' || typeof name !== 'string')
      throw new CodeError('expected (code "NAME" …)');
    const code = new VmCode(name, null);
    let i = 0;
    for (; rest[i] instanceof Keyword; i += 2) this.property(code, rest[i].name, rest[i + 1]);
    code.settle();
    this.instructions(code, rest.slice(i));
    return code;
  }

  private property(code: VmCode, name: string, value: Value): void {
    const items = (): Value[] => (value instanceof List ? [...value.toArray()] : []);
    switch (name) {
      case 'arity':
        code.required = value;
        return;
      case 'optional':
        code.optional = items().map(v => (v instanceof Sym && v.name === '_' ? undefined : this.literal(v)));
        return;
      case 'rest':
      case 'lenient':
      case 'generator':
        code[name] = value === true;
        return;
      case 'captures': {
        const words = items();
        for (let i = 0; i < words.length; i++) {
          const kind = words[i].name;
          if (kind === 'self') code.captures.push(Capture.Self, 0);
          else if (kind === 'local' || kind === 'upvalue') {
            code.captures.push(kind === 'local' ? Capture.Local : Capture.Upvalue, words[++i]);
          } else throw new CodeError(`unknown capture ${inspect(words[i])}`);
        }
        return;
      }
      default:
        throw new CodeError(`unknown property :${name}`);
    }
  }

  private instructions(code: VmCode, words: readonly Value[]): void {
    const e = new Emission(code, 0);
    const labels = new Map<string, Label>();
    const label = (name: string): Label => {
      let l = labels.get(name);
      if (l === undefined) {
        l = new Label();
        labels.set(name, l);
      }
      return l;
    };
    for (let i = 0; i < words.length; ) {
      const word = words[i++];
      const name: string = word instanceof Sym ? word.name : '';
      if (name.endsWith(':')) {
        e.place(label(name.slice(0, -1)));
        continue;
      }
      const row = opcodeNamed(name);
      if (row === undefined) throw new CodeError(`unknown instruction ${inspect(word)}`);
      const operands = row.operands.map(kind => {
        if (i >= words.length) throw new CodeError(`${name}: operands are missing`);
        return this.operand(row, kind, words[i++], e, label);
      });
      e.emit(row.op, ...operands);
    }
    for (const [name, { at }] of labels) if (at < 0) throw new CodeError(`label ${name} is nowhere`);
  }

  private operand(row: OpcodeRow, kind: Operand, word: Value, e: Emission, label: (name: string) => Label): number | Label {
    const symbol = (): string => {
      if (word instanceof Sym) return word.name;
      if (typeof word === 'string') return word;
      throw new CodeError(`${row.name}: expected a name, got ${inspect(word)}`);
    };
    switch (kind) {
      case 'jump':
        return label(symbol());
      case 'name':
        return e.constant(this.namespace.cell(symbol()));
      case 'prim':
        return e.constant(primitiveNamed(this.namespace, symbol()));
      case 'code':
        return e.constant(this.code(word));
      case 'const': {
        const index = e.constant(this.literal(word));
        if (isSite(word)) e.code.sites.set(index, this.siteOf(word));
        return index;
      }
      default:
        if (typeof word === 'number') return word;
        throw new CodeError(`${row.name}: expected a number, got ${inspect(word)}`);
    }
  }

  private siteOf(word: List): SiteOf {
    const of = word.at(1);
    if (typeof of === 'number') return of;
    if (of instanceof Sym) return this.namespace.cell(of.name);
    throw new CodeError(`site: expected a size or the name of a record type, got ${inspect(of)}`);
  }

  private literal(word: Value): Value {
    if (isSite(word)) return makeSite(this.siteOf(word));
    if (isQuote(word)) return word.toArray()[1];
    throw new CodeError(`expected a quoted literal, got ${this.kernel.inspect(word)}`);
  }
}

const isSite = (word: Value): word is List => word instanceof List && headName(word) === 'site';
