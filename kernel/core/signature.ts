/** What calls of a procedure have to give it. The code of both interpreting engines is one of these, with a body. */
import { arityError } from '../values/arity.ts';
import type { Value } from '../values/procedure.ts';
import { Kind, type Lambda } from './nodes.ts';

/** Values of a closure's arity besides exact ones. */
export enum Arity {
  General = -1,
  Control = -3,
}

export class Signature {
  /** Number of arguments taken as they come; `General` unless that is exactly the required ones (no optional, rest, lenient). */
  exact: number = Arity.General;
  required = 0;
  /** Constant defaults of optional parameters; the host's `undefined` where the code computes it. */
  optional: Value[] = [];
  rest = false;
  lenient = false;
  generator = false;
  constructor(readonly name: string) {}

  /** Arguments that are kept one by one. */
  get positional(): number {
    return this.required + this.optional.length;
  }

  takeFrom({ params, optional, rest, lenient, generator }: Lambda): void {
    this.required = params.length;
    this.optional = optional.map(o => (o.init.kind === Kind.Const ? o.init.value : undefined));
    this.rest = rest !== null;
    this.lenient = lenient;
    this.generator = generator;
    this.settle();
  }

  /** Sets what follows from the parameters. */
  settle(): void {
    const plain = this.optional.length === 0 && !this.rest && !this.lenient && !this.generator;
    this.exact = plain ? this.required : Arity.General;
  }

  /** Refuses a call with so many arguments, unless it can be made. */
  admit(count: number): void {
    const { required, positional, rest, lenient } = this;
    if (!lenient && (count < required || (count > positional && !rest)))
      arityError(this.name, required, rest ? -1 : positional, count);
  }
}
