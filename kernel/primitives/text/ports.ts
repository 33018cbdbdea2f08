/**
 * Reading and writing ports. Without a port they work on the value of `current-input-port` or `current-output-port`, which are
 * parameters (`control/install.ts`). What is demanded of a port and is not so is a condition: of kind "type" for a port of another kind,
 * "io" for a closed one.
 */
import { makeParameter } from '../../control/parameter.ts';
import type { Kernel } from '../../instance/kernel.ts';
import type { Namespace } from '../../instance/namespace.ts';
import { literalData } from '../../reader/literal-data.ts';
import { ReadError, Reader } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { Bytes } from '../../values/bytes.ts';
import { Char } from '../../values/char.ts';
import { Condition, fail, Raise } from '../../values/condition.ts';
import { EOF } from '../../values/eof.ts';
import type { Value } from '../../values/procedure.ts';
import { displayString, inspect } from '../../values/writer.ts';
import { char, count, failRange, failType, int, range, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect, pure } from '../rows.ts';
import { BytesInput, BytesOutput, HostOutput, Port, TextInput, TextOutput } from './port.ts';

type Sink = TextOutput | HostOutput;

function opened<T extends Port>(port: T, who: string): T {
  return port.open ? port : fail(`${who}: the port is closed`, [port], 'io');
}

/** The port that is given, or the one that is current. */
function orCurrent(kernel: Kernel, port: Value, name: string): Value {
  return port === undefined ? kernel.call(kernel.base.cell(name).v) : port;
}

function textInput(kernel: Kernel, port: Value, who: string): TextInput {
  const p = orCurrent(kernel, port, 'current-input-port');
  return p instanceof TextInput ? opened(p, who) : failType(who, 'textual input port', p);
}

function bytesInput(kernel: Kernel, port: Value, who: string): BytesInput {
  const p = orCurrent(kernel, port, 'current-input-port');
  return p instanceof BytesInput ? opened(p, who) : failType(who, 'binary input port', p);
}

export function textOutput(kernel: Kernel, port: Value, who: string): Sink {
  const p = orCurrent(kernel, port, 'current-output-port');
  return p instanceof TextOutput || p instanceof HostOutput ? opened(p, who) : failType(who, 'textual output port', p);
}

function bytesOutput(kernel: Kernel, port: Value, who: string): BytesOutput {
  const p = orCurrent(kernel, port, 'current-output-port');
  return p instanceof BytesOutput ? opened(p, who) : failType(who, 'binary output port', p);
}

function port(p: Value, who: string): Port {
  return p instanceof Port ? p : failType(who, 'port', p);
}

function peekChar(p: TextInput): Char | null {
  const code = p.text.codePointAt(p.at);
  return code === undefined ? null : Char.of(code);
}

function readChar(p: TextInput): Value {
  const c = peekChar(p);
  if (c === null) return EOF;
  p.at += c.code > 0xffff ? 2 : 1;
  return c;
}

/** Up to a line end (line feed, carriage return or both), which is read, too. */
function readLine(p: TextInput): Value {
  if (p.at >= p.text.length) return EOF;
  const end = /\r\n?|\n|$/g;
  end.lastIndex = p.at;
  const m = end.exec(p.text) as RegExpExecArray;
  const line = p.text.slice(p.at, m.index);
  p.at = m.index + m[0].length;
  return line;
}

/** So many characters, or fewer at the end. */
export function readChars(kernel: Kernel, k: Value, port: Value): Value {
  const p = textInput(kernel, port, 'read-string');
  const n = count(k, 'read-string');
  const start = p.at;
  for (let i = 0; i < n; i++) if (readChar(p) === EOF) break;
  return p.at === start && n > 0 ? EOF : p.text.slice(start, p.at);
}

/** One datum; what cannot be read is a condition of kind "syntax", and the text up to there has been read. */
function readDatum(kernel: Kernel, p: TextInput): Value {
  const source = new SourceText('port', p.text.slice(p.at));
  const reader = new Reader(source, kernel.symbols);
  try {
    const datum = reader.next();
    p.at += reader.offset;
    return datum === EOF ? EOF : literalData(datum);
  } catch (e) {
    if (!(e instanceof ReadError)) throw e;
    p.at += Math.max(reader.offset, 1);
    throw new Raise(new Condition(`read: ${e.reason}${e.hint ? ` (${e.hint})` : ''}`, [e.code], 'syntax'));
  }
}

/** So many bytes, or fewer at the end; `undefined`: it is the end. */
function takeBytes(p: BytesInput, n: number): Uint8Array | undefined {
  if (p.at >= p.u8.length && n > 0) return undefined;
  const taken = p.u8.subarray(p.at, p.at + n);
  p.at += taken.length;
  return taken;
}

function byteOf(v: Value, who: string): number {
  const b = int(v, who);
  return b >= 0 && b < 256 ? b : failRange(who, `${b} is no byte`, [b]);
}

function bytesOf(v: Value, who: string): Uint8Array {
  return v instanceof Bytes ? v.u8 : failType(who, 'bytes', v);
}

const isPort = (input: boolean | null, textual: boolean | null, open: boolean | null) => (p: Value) =>
  p instanceof Port &&
  (input === null || p.input === input) &&
  (textual === null || p.textual === textual) &&
  (open === null || p.open === open);

/** Of a port of that direction. */
const isOpen = (input: boolean, who: string) => (p: Value) =>
  port(p, who).input === input ? p.open : failType(who, `${input ? 'input' : 'output'} port`, p);

function close(input: boolean | null, who: string): (p: Value) => null {
  return p => {
    if (input !== null && port(p, who).input !== input) failType(who, `${input ? 'input' : 'output'} port`, p);
    port(p, who).open = false;
    return null;
  };
}

const makingPorts: PrimitiveFamily = () => [
  ...pure(
    'open-input-string',
    1,
    1,
    '`(open-input-string s)`: a port from which the text is read',
    s => new TextInput(str(s, 'open-input-string')),
  ),
  ...pure('open-output-string', 0, 0, '`(open-output-string)`: a port that gathers text', () => new TextOutput()),
  ...pure('get-output-string', 1, 1, '`(get-output-string p)`: the text that has been written to p', p =>
    p instanceof TextOutput ? p.text : failType('get-output-string', 'string output port', p),
  ),
  ...pure(
    'open-input-bytevector',
    1,
    1,
    '`(open-input-bytevector b)`: a port from which the bytes are read',
    b => new BytesInput(bytesOf(b, 'open-input-bytevector').slice()),
  ),
  ...pure('open-output-bytevector', 0, 0, '`(open-output-bytevector)`: a port that gathers bytes', () => new BytesOutput()),
  ...pure('get-output-bytevector', 1, 1, '`(get-output-bytevector p)`: the bytes that have been written to p', p =>
    p instanceof BytesOutput ? new Bytes(p.bytes().slice()) : failType('get-output-bytevector', 'bytevector output port', p),
  ),
  ...pure('port?', 1, 1, '`(port? x)`', isPort(null, null, null)),
  ...pure('input-port?', 1, 1, '`(input-port? x)`', isPort(true, null, null)),
  ...pure('output-port?', 1, 1, '`(output-port? x)`', isPort(false, null, null)),
  ...pure('textual-port?', 1, 1, '`(textual-port? x)`', isPort(null, true, null)),
  ...pure('binary-port?', 1, 1, '`(binary-port? x)`', isPort(null, false, null)),
  ...pure('input-port-open?', 1, 1, '`(input-port-open? p)`', isOpen(true, 'input-port-open?')),
  ...pure('output-port-open?', 1, 1, '`(output-port-open? p)`', isOpen(false, 'output-port-open?')),
  ...effect('close-port', 1, 1, '`(close-port p)`: nothing is read from it or written to it any more', close(null, 'close-port')),
  ...effect('close-input-port', 1, 1, '`(close-input-port p)`', close(true, 'close-input-port')),
  ...effect('close-output-port', 1, 1, '`(close-output-port p)`', close(false, 'close-output-port')),
];

const readingPorts: PrimitiveFamily = kernel => [
  ...effect(
    'read',
    0,
    1,
    '`(read port?)`: the next datum of a textual port, dict literals as dicts, or the end-of-file object',
    p => readDatum(kernel, textInput(kernel, p, 'read')),
  ),
  ...effect('read-char', 0, 1, '`(read-char port?)`: the next character or the end-of-file object', p =>
    readChar(textInput(kernel, p, 'read-char')),
  ),
  ...effect(
    'peek-char',
    0,
    1,
    '`(peek-char port?)`: the same, and it stays',
    p => peekChar(textInput(kernel, p, 'peek-char')) ?? EOF,
  ),
  ...effect('char-ready?', 0, 1, '`(char-ready? port?)`: true, since nothing ever waits', p => {
    textInput(kernel, p, 'char-ready?');
    return true;
  }),
  ...effect('read-line', 0, 1, '`(read-line port?)`: the text up to the next line end, or the end-of-file object', p =>
    readLine(textInput(kernel, p, 'read-line')),
  ),
  ...effect('read-u8', 0, 1, '`(read-u8 port?)`: the next byte or the end-of-file object', p => {
    const taken = takeBytes(bytesInput(kernel, p, 'read-u8'), 1);
    return taken === undefined ? EOF : taken[0];
  }),
  ...effect('peek-u8', 0, 1, '`(peek-u8 port?)`: the same, and it stays', p => {
    const from = bytesInput(kernel, p, 'peek-u8');
    return from.u8[from.at] ?? EOF;
  }),
  ...effect('u8-ready?', 0, 1, '`(u8-ready? port?)`: true, since nothing ever waits', p => {
    bytesInput(kernel, p, 'u8-ready?');
    return true;
  }),
  ...effect('read-bytevector', 1, 2, '`(read-bytevector n port?)`: at most n bytes, or the end-of-file object', (n, p) => {
    const taken = takeBytes(bytesInput(kernel, p, 'read-bytevector'), count(n, 'read-bytevector'));
    return taken === undefined ? EOF : new Bytes(taken.slice());
  }),
  ...effect(
    'read-bytevector!',
    1,
    4,
    '`(read-bytevector! b port? start? end?)`: reads into b; answers how many bytes',
    (b, p, s, e) => {
      const into = bytesOf(b, 'read-bytevector!');
      const [start, end] = range(s, e, into.length, 'read-bytevector!');
      const taken = takeBytes(bytesInput(kernel, p ?? undefined, 'read-bytevector!'), end - start);
      if (taken === undefined) return EOF;
      into.set(taken, start);
      return taken.length;
    },
  ),
];

const writingPorts: PrimitiveFamily = kernel => {
  const put = (text: string, p: Value, who: string): null => {
    textOutput(kernel, p, who).put(text);
    return null;
  };
  return [
    ...effect('display', 1, 2, '`(display x port?)`: writes the display form; answers nil', (x, p) =>
      put(displayString(x), p, 'display'),
    ),
    ...effect(
      ['write', 'write-shared', 'write-simple'],
      1,
      2,
      '`(write x port?)`: writes the readable form, `#<cycle>` for a value inside itself; answers nil',
      (x, p) => put(inspect(x), p, 'write'),
    ),
    ...effect('newline', 0, 1, '`(newline port?)`: writes a line end; answers nil', p => put('\n', p, 'newline')),
    ...effect(
      ['print', 'println'],
      0,
      -1,
      '`(print x …)`: writes display forms, separated by spaces, and a line end; answers nil',
      (...xs) => put(`${xs.map(x => displayString(x)).join(' ')}\n`, undefined, 'print'),
    ),
    ...effect('write-char', 1, 2, '`(write-char c port?)`', (c, p) => put(char(c, 'write-char').text, p, 'write-char')),
    ...effect('write-string', 1, 4, '`(write-string s port? start? end?)`', (s, p, a, b) => {
      const text = str(s, 'write-string');
      const [start, end] = range(a, b, text.length, 'write-string');
      return put(text.slice(start, end), p ?? undefined, 'write-string');
    }),
    ...effect('write-u8', 1, 2, '`(write-u8 b port?)`', (b, p) => {
      bytesOutput(kernel, p, 'write-u8').put(Uint8Array.of(byteOf(b, 'write-u8')));
      return null;
    }),
    ...effect('write-bytevector', 1, 4, '`(write-bytevector b port? start? end?)`', (b, p, s, e) => {
      const bytes = bytesOf(b, 'write-bytevector');
      const [start, end] = range(s, e, bytes.length, 'write-bytevector');
      bytesOutput(kernel, p ?? undefined, 'write-bytevector').put(bytes.subarray(start, end));
      return null;
    }),
    ...effect('flush-output-port', 0, 1, '`(flush-output-port port?)`: nothing is held back, so there is nothing to do', p => {
      const q = orCurrent(kernel, p, 'current-output-port');
      if (port(q, 'flush-output-port').input) failType('flush-output-port', 'output port', q);
      return null;
    }),
  ];
};

export const ports: PrimitiveFamily = kernel => [...makingPorts(kernel), ...readingPorts(kernel), ...writingPorts(kernel)];

/** What is current unless `parameterize` says otherwise: the host's output, and input without anything in it. */
export function installPorts(kernel: Kernel, ns: Namespace): void {
  const out = new HostOutput(text => kernel.hooks.output(text));
  const define = (name: string, port: Port): void => {
    ns.define(name, Object.assign(makeParameter(kernel, port, null), { guestName: name }));
  };
  define('current-output-port', out);
  define('current-error-port', out);
  define('current-input-port', new TextInput(''));
}
