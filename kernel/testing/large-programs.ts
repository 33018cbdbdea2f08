/** Programs of any size: many parts, many levels, many forms. Each says what its value prints as. */

export interface LargeProgram {
  name: string;
  text(n: number): string;
  value(n: number): string;
}

const times = (n: number, text: (i: number) => string, between = ' '): string =>
  Array.from({ length: n }, (_, i) => text(i)).join(between);
const nested = (n: number, open: string, inside: string, close: string): string => open.repeat(n) + inside + close.repeat(n);
const one = (): string => '1';
const size = (n: number): string => String(n);

export const LARGE_PROGRAMS: readonly LargeProgram[] = [
  // Levels.
  { name: 'let in let', text: n => nested(n, '(let ((a 1)) ', 'a', ')'), value: one },
  { name: 'let in an initial value', text: n => nested(n, '(let ((a ', '1', ')) a)'), value: one },
  { name: 'fn in fn', text: n => `(begin ${nested(n, '(fn () ', '1', ')')} 1)`, value: one },
  { name: 'calls of fn in fn', text: n => nested(n, '((fn (a) ', '1', ') 0)'), value: one },
  { name: 'guard in guard', text: n => nested(n, '(guard (e (true 2)) ', '1', ')'), value: one },
  { name: 'raise under guards', text: n => nested(n, '(guard (e ((= e 0) 2)) ', '(raise 0)', ')'), value: () => '2' },
  { name: 'try-finally in try-finally', text: n => nested(n, '(try-finally ', '1', ' 2)'), value: one },
  { name: 'begin in begin', text: n => nested(n, '(begin ', '1', ')'), value: one },
  { name: 'if in then', text: n => nested(n, '(if true ', '1', ' 2)'), value: one },
  { name: 'if in else', text: n => nested(n, '(if false 2 ', '1', ')'), value: one },
  { name: 'if in test', text: n => nested(n, '(if ', 'true', ' 1 2)'), value: one },
  { name: 'and in test', text: n => `(if ${nested(n, '(and ', 'true', ' true)')} 1 2)`, value: one },
  { name: 'call in argument', text: n => nested(n, '(+ 1 ', '0', ')'), value: size },
  { name: 'call of a global in argument', text: n => `(define (f x) x) ${nested(n, '(f ', '1', ')')}`, value: one },
  { name: 'block in block', text: n => nested(n, '(block b ', '(return-from b 1)', ')'), value: one },
  { name: 'named let in named let', text: n => nested(n, '(let go ((i 0)) ', '1', ')'), value: one },
  { name: 'rounds in nested loops', text: n => nested(n, '(let go ((i 0)) (if (= i 0) (go 1) ', '1', '))'), value: one },
  { name: 'escaping named lets', text: n => nested(n, '(let go ((i 0)) (if (= i 5) (list go) ', '1', '))'), value: one },
  { name: 'when in when', text: n => nested(n, '(when true ', '1', ')'), value: one },
  { name: 'letrec in letrec', text: n => nested(n, '(letrec ((a 1)) ', 'a', ')'), value: one },
  { name: 'definitions in bodies', text: n => nested(n, '(let () (define a 1) ', 'a', ')'), value: one },
  { name: 'set! in set!', text: n => `(define a 0) ${nested(n, '(set! a ', '1', ')')}`, value: one },
  { name: 'match in match', text: n => nested(n, '(match 1 (0 2) (x ', 'x', '))'), value: one },
  { name: 'delay in delay', text: n => `(begin ${nested(n, '(delay ', '1', ')')} 1)`, value: one },
  {
    name: 'parameterize in parameterize',
    text: n => `(define p (make-parameter 0)) ${nested(n, '(parameterize ((p 1)) ', '(p)', ')')}`,
    value: one,
  },
  { name: 'quoted list in list', text: n => `(len '${nested(n, '(', '1', ')')})`, value: one },
  { name: 'template in template', text: n => `(len \`${nested(n, '(', ',(+ 1 1)', ')')})`, value: one },
  { name: 'dict in dict', text: n => `(len '${nested(n, '{:k ', '1', '}')})`, value: one },
  { name: 'macro uses in macro uses', text: n => `(defmacro m (x) x) ${nested(n, '(m ', '1', ')')}`, value: one },
  // Parts.
  { name: 'and', text: n => `(and ${times(n, () => '1')})`, value: one },
  { name: 'or', text: n => `(or ${times(n - 1, () => 'nil')} 1)`, value: one },
  { name: 'and of a variable', text: n => `(let ((a 1)) (and ${times(n, () => 'a')}))`, value: one },
  { name: '->', text: n => `(-> 0 ${times(n, () => '(+ 1)')})`, value: size },
  { name: 'as->', text: n => `(as-> 0 x ${times(n, () => '(+ x 1)')})`, value: size },
  { name: 'cond', text: n => `(define v ${n - 1}) (cond ${times(n, i => `((= v ${i}) ${i})`)})`, value: n => String(n - 1) },
  { name: 'cond with =>', text: n => `(define v ${n - 1}) (cond ${times(n, i => `((= v ${i}) => not)`)})`, value: () => 'false' },
  {
    name: 'cond in flat style',
    text: n => `(define v ${n - 1}) (cond ${times(n, i => `(= v ${i}) ${i}`)})`,
    value: n => String(n - 1),
  },
  { name: 'case', text: n => `(case ${n - 1} ${times(n, i => `((${i}) ${i})`)})`, value: n => String(n - 1) },
  { name: 'keys of a clause', text: n => `(case ${n - 1} ((${times(n, String)}) 1))`, value: one },
  { name: 'clauses of a match', text: n => `(match ${n - 1} ${times(n, i => `(${i} ${i})`)})`, value: n => String(n - 1) },
  {
    name: 'parts of a pattern',
    text: n => `(match (range ${n}) ((${times(n, i => `a${i}`)}) a${n - 1}))`,
    value: n => String(n - 1),
  },
  { name: 'let*', text: n => `(let* (${times(n, i => `(a${i} ${i})`)}) a${n - 1})`, value: n => String(n - 1) },
  { name: 'let', text: n => `(let (${times(n, i => `(a${i} ${i})`)}) (+ a0 a${n - 1}))`, value: n => String(n - 1) },
  { name: 'letrec', text: n => `(letrec (${times(n, i => `(a${i} ${i})`)}) a${n - 1})`, value: n => String(n - 1) },
  { name: 'let*-values', text: n => `(let*-values (${times(n, i => `((a${i}) ${i})`)}) a${n - 1})`, value: n => String(n - 1) },
  {
    name: 'definitions of a body',
    text: n => `(let () ${times(n, i => `(define a${i} ${i})`)} a${n - 1})`,
    value: n => String(n - 1),
  },
  {
    name: 'procedures of a body',
    text: n => `(let () ${times(n, i => `(define (f${i}) ${i})`)} (f${n - 1}))`,
    value: n => String(n - 1),
  },
  { name: 'begin', text: n => `(begin ${times(n, String)})`, value: n => String(n - 1) },
  { name: 'arguments of a primitive', text: n => `(+ ${times(n, () => '1')})`, value: size },
  { name: 'arguments of list', text: n => `(len (list ${times(n, () => '1')}))`, value: size },
  { name: 'arguments of a procedure', text: n => `(define (f &rest r) (len r)) (f ${times(n, () => '1')})`, value: size },
  { name: 'quoted list', text: n => `(len '(${times(n, String)}))`, value: size },
  { name: 'template', text: n => `(len \`(${times(n, i => `,(+ 1 ${i})`)}))`, value: size },
  { name: 'splices', text: n => `(len \`(${times(n, () => ',@(list 1)')}))`, value: size },
  { name: 'dict', text: n => `(len {${times(n, i => `:k${i} ${i}`)}})`, value: size },
  { name: 'vector', text: n => `(len #(${times(n, String)}))`, value: size },
  { name: 'string', text: n => `(len "${'x'.repeat(n)}")`, value: size },
  // Forms.
  { name: 'small forms', text: n => times(n, i => `(+ ${i} 1)`, '\n'), value: size },
  {
    name: 'definitions',
    text: n => `${times(n, i => `(define a${i} ${i})`, '\n')}\n(+ a0 a${n - 1})`,
    value: n => String(n - 1),
  },
  { name: 'procedures', text: n => `${times(n, i => `(define (f${i} x) (+ x ${i}))`, '\n')}\n(f${n - 1} 1)`, value: size },
];
