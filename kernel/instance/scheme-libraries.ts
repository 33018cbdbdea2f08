/**
 * The libraries of R7RS, name by name. All they hold is visible in every namespace anyway; importing them says which of their names
 * there are. A name of R7RS that the dialect does not have is in `ABSENT` with the reason, and an import that asks for it fails by that.
 */

/** The names of each library, as the report lists them. */
export const SCHEME_LIBRARIES: Readonly<Record<string, string>> = {
  base: `* + - / < <= = > >= _ => ... abs and append apply assoc assq assv begin binary-port? boolean=? boolean? bytevector bytevector-append
    bytevector-copy bytevector-copy! bytevector-length bytevector-u8-ref bytevector-u8-set! bytevector? caar cadr
    call-with-current-continuation call-with-port call-with-values call/cc car case cdar cddr cdr ceiling char->integer char-ready? char<=?
    char<? char=? char>=? char>? char? close-input-port close-output-port close-port complex? cond cond-expand cons current-error-port
    current-input-port current-output-port define define-record-type define-syntax define-values denominator do dynamic-wind else eof-object
    eof-object? eq? equal? eqv? error error-object-irritants error-object-message error-object? even? exact exact-integer-sqrt exact-integer?
    exact? expt features file-error? floor floor-quotient floor-remainder floor/ flush-output-port for-each gcd get-output-bytevector
    get-output-string guard if include include-ci inexact inexact? input-port-open? input-port? integer->char integer? lambda lcm length let
    let* let*-values let-syntax let-values letrec letrec* letrec-syntax list list->string list->vector list-copy list-ref list-set! list-tail
    list? make-bytevector make-list make-parameter make-string make-vector map max member memq memv min modulo negative? newline not null?
    number->string number? numerator odd? open-input-bytevector open-input-string open-output-bytevector open-output-string or
    output-port-open? output-port? pair? parameterize peek-char peek-u8 positive? procedure? quasiquote quote quotient raise
    raise-continuable rational? rationalize read-bytevector read-bytevector! read-char read-error? read-line read-string read-u8 real?
    remainder reverse round set! set-car! set-cdr! square string string->list string->number string->symbol string->utf8 string->vector
    string-append string-copy string-copy! string-fill! string-for-each string-length string-map string-ref string-set! string<=? string<?
    string=? string>=? string>? string? substring symbol->string symbol=? symbol? syntax-error syntax-rules textual-port? truncate
    truncate-quotient truncate-remainder truncate/ u8-ready? unless unquote unquote-splicing utf8->string values vector vector->list
    vector->string vector-append vector-copy vector-copy! vector-fill! vector-for-each vector-length vector-map vector-ref vector-set!
    vector? when with-exception-handler write-bytevector write-char write-string write-u8 zero?`,
  'case-lambda': 'case-lambda',
  char: `char-alphabetic? char-ci<=? char-ci<? char-ci=? char-ci>=? char-ci>? char-downcase char-foldcase char-lower-case? char-numeric?
    char-upcase char-upper-case? char-whitespace? digit-value string-ci<=? string-ci<? string-ci=? string-ci>=? string-ci>? string-downcase
    string-foldcase string-upcase`,
  cxr: `caaaar caaadr caaar caadar caaddr caadr cadaar cadadr cadar caddar cadddr caddr cdaaar cdaadr cdaar cdadar cdaddr cdadr cddaar cddadr
    cddar cdddar cddddr cdddr`,
  eval: 'environment eval',
  inexact: 'acos asin atan cos exp finite? infinite? log nan? sin sqrt tan',
  lazy: 'delay delay-force force make-promise promise?',
  'process-context': 'command-line emergency-exit exit get-environment-variable get-environment-variables',
  read: 'read',
  time: 'current-jiffy current-second jiffies-per-second',
  write: 'display write write-shared write-simple',
};

const STRINGS = 'strings cannot be changed; make another one';
const TEXTS = 'programs do not read files; the host gives texts';
const ENVIRONMENT = 'the environment of the host’s process is not shown to programs';

/** Names of these libraries that are not in the dialect, and why. */
export const ABSENT: ReadonlyMap<string, string> = new Map([
  ['set-cdr!', 'a list is a sequence, not a chain of pairs; its rest cannot be replaced'],
  ['string-set!', STRINGS],
  ['string-fill!', STRINGS],
  ['string-copy!', STRINGS],
  ['include', TEXTS],
  ['include-ci', TEXTS],
  ['get-environment-variable', ENVIRONMENT],
  ['get-environment-variables', ENVIRONMENT],
]);

/** Libraries of R7RS that are not in the dialect, and why. */
export const ABSENT_LIBRARIES: ReadonlyMap<string, string> = new Map([
  ['(scheme complex)', 'numbers are doubles and bigints'],
  ['(scheme file)', 'files are the host’s; a program asks for them with perform'],
  ['(scheme load)', TEXTS],
  ['(scheme repl)', 'a namespace is named by a string, as eval takes it'],
  ['(scheme r5rs)', 'import (scheme base) and its companions'],
]);

/** Syntax that is part of other forms, or a form: visible everywhere under its own name. */
export const AUXILIARY: ReadonlySet<string> = new Set(['_', '=>', '...', 'else', 'unquote', 'unquote-splicing', 'syntax-rules']);

export const namesOf = (library: string): string[] => (SCHEME_LIBRARIES[library] as string).split(/\s+/);
