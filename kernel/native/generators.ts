/** Generators whose body is an emitted `function*`. */
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
    const { body } = this;
    const result =
      mode === ResumeMode.Next
        ? body.next(value)
        : mode === ResumeMode.Throw
          ? (body as Required<typeof body>).throw(new Raise(value))
          : (body as Required<typeof body>).return(value);
    if (result.done) this.state = 'done';
    return result.value;
  }
}
