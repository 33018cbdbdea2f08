/** Strings, lists, dicts, vectors and records: made, read and changed. */
import { bind, type Form, variable } from './writer.ts';

export const DATA: readonly Form[] = [
  {
    family: 'strings',
    type: 'string',
    write: (w, d, s) => `(string-append ${w.typed('string', d, s)} ${w.typed('string', d, s)})`,
  },
  { family: 'strings', type: 'string', write: (w, d, s) => `(str ${w.exprs(2, d, s)})` },
  {
    family: 'strings',
    type: 'string',
    write: (w, d, s) => `(${w.pick(['upcase', 'trim', 'inspect'])} ${w.typed('string', d, s)})`,
  },
  { family: 'strings', type: 'number', write: (w, d, s) => `(string-length ${w.typed('string', d, s)})` },
  { family: 'strings', type: 'number', write: (w, d, s) => `(code-at ${w.typed('string', d, s)} ${w.typed('number', d, s)})` },
  { family: 'strings', write: (w, d, s) => `(string=? ${w.typed('string', d, s)} ${w.typed('string', d, s)})` },
  { family: 'expressions', type: 'list', write: (w, d, s) => `(list ${w.exprs(1 + w.below(3), d, s)})` },
  { family: 'lists', type: 'list', write: (w, d, s) => `(cons ${w.expr(d, s)} ${w.typed('list', d, s)})` },
  { family: 'lists', type: 'list', write: (w, d, s) => `(append ${w.typed('list', d, s)} ${w.typed('list', d, s)})` },
  { family: 'lists', type: 'list', write: (w, d, s) => `(${w.pick(['rest', 'reverse', 'list-copy'])} ${w.typed('list', d, s)})` },
  { family: 'lists', write: (w, d, s) => `(${w.pick(['first', 'last', 'second', 'empty?'])} ${w.typed('list', d, s)})` },
  { family: 'lists', write: (w, d, s) => `(nth ${w.typed('list', d, s)} ${w.typed('number', d, s)})` },
  { family: 'lists', type: 'number', write: (w, d, s) => `(len ${w.typed('list', d, s)})` },
  {
    family: 'lists',
    type: 'list',
    write: (w, d, s) => `(quasiquote (1 (unquote ${w.expr(d, s)}) (splice-unquote ${w.typed('list', d, s)})))`,
  },
  { family: 'dicts', type: 'dict', write: (w, d, s) => `{"a" ${w.expr(d, s)} :k ${w.expr(d, s)}}` },
  { family: 'dicts', type: 'dict', write: (w, d, s) => `(assoc ${w.typed('dict', d, s)} "b" ${w.expr(d, s)})` },
  { family: 'dicts', write: (w, d, s) => `(get ${w.typed('dict', d, s)} ${w.pick(['"a"', '"b"', ':k'])} ${w.expr(d, s)})` },
  {
    family: 'dicts',
    write: (w, d, s) => {
      const t = variable(w.name('t'), 'dict');
      return `(let ((${t.name} ${w.typed('dict', d, s)})) (dict-set! ${t.name} "a" ${w.expr(d, bind(s, t))}) (list (keys ${t.name}) (has-key? ${t.name} "b")))`;
    },
  },
  { family: 'vectors', type: 'vector', write: (w, d, s) => `(vector ${w.exprs(1 + w.below(3), d, s)})` },
  { family: 'vectors', write: (w, d, s) => `(vector-ref ${w.typed('vector', d, s)} ${w.pick(['0', '0', '1'])})` },
  { family: 'vectors', type: 'number', write: (w, d, s) => `(vector-length ${w.typed('vector', d, s)})` },
  {
    family: 'vectors',
    write: (w, d, s) => {
      const [v, i] = [variable(w.name('v'), 'vector'), variable(w.name('i'), 'number', true)];
      const inner = bind(s, v, i);
      return `(let ((${v.name} (vector 1 "s" ${w.expr(d, s)})) (${i.name} 0)) (vector-set! ${v.name} ${i.name} ${w.expr(d, inner)}) (set! ${i.name} (+ ${i.name} ${w.typed('number', d, inner)})) (list (vector-ref ${v.name} 0) (len ${v.name}) ${i.name}))`;
    },
  },
  { family: 'records', type: 'point', write: (w, d, s) => `(make-point ${w.exprs(2, d, s)})` },
  { family: 'records', type: 'point', write: (w, d, s) => `(make-point3 ${w.exprs(3, d, s)})` },
  { family: 'records', write: (w, d, s) => `(${w.pick(['px', 'py', 'point?', 'point3?', 'pz'])} ${w.typed('point', d, s)})` },
  {
    family: 'records',
    write: (w, d, s) => {
      const q = variable(w.name('q'), 'point');
      const inner = bind(s, q);
      return `(let ((${q.name} ${w.typed('point', d, s)})) (set-px! ${q.name} ${w.expr(d, inner)}) (list (px ${q.name}) (point3? ${q.name}) ${w.expr(d, inner)} (py ${q.name})))`;
    },
  },
  {
    family: 'records',
    write: (w, d, s) => {
      const q = variable(w.name('q'));
      const known = bind(s, { ...q, type: 'point' });
      return `(let ((${q.name} ${w.expr(d, s)})) (if (point? ${q.name}) ${w.tail(d, known)} ${w.tail(d, bind(s, q))}))`;
    },
  },
];
