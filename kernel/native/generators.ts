/** Generators whose body is an emitted `function*`. */
import { routed } from '../control/raise.ts';
import type { Kernel } from '../kernel.ts';
import { Raise } from '../values/condition.ts';
import { Generator, ResumeMode } from '../values/generator.ts';
import type { Value } from '../values/procedure.ts';

export class NativeGenerator extends Generator {
  private readonly body: Iterator<Value, Value, Value>;

  constructor(kernel: Kernel, body: (self: NativeGenerator) => Iterator<Value, Value, Value>) {
    super(kernel);
    this.body = body(this);
  }

  protected step(mode: ResumeMode, value: Value): Value {
    let result: IteratorResult<Value, Value>;
    try {
      result = this.proceed(mode, value);
    } catch (e) {
      this.kernel.handlers = this.base;
      return routed(this.kernel, e);
    }
    if (result.done) this.state = 'done';
    return result.value;
  }

  private proceed(mode: ResumeMode, value: Value): IteratorResult<Value, Value> {
    const body = this.body as Required<typeof this.body>;
    switch (mode) {
      case ResumeMode.Next:
        return body.next(value);
      case ResumeMode.Throw:
        return body.throw(new Raise(value));
      case ResumeMode.Return:
        return body.return(value);
    }
  }
}
