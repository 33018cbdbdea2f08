/** Generators whose body is an emitted `function*`. */
import { MovedGenerator, migrationOf } from '../../control/migration.ts';
import { routed } from '../../control/native-raise.ts';
import type { Kernel } from '../../instance/kernel.ts';
import { Raise } from '../../values/condition.ts';
import { Generator, ResumeMode } from '../../values/generator.ts';
import { TCO, type Value } from '../../values/procedure.ts';

export class NativeGenerator extends Generator {
  private readonly steps: Iterator<Value, Value, Value>;

  constructor(
    private readonly home: Kernel,
    body: (self: NativeGenerator) => Iterator<Value, Value, Value>,
  ) {
    super(home);
    this.steps = body(this);
  }

  protected step(mode: ResumeMode, sent: Value, movable: boolean): Value {
    const kernel = this.home;
    try {
      const result = this.proceed(mode, sent);
      if (result.value !== TCO) {
        if (result.done) this.state = 'done';
        return result.value;
      }
    } catch (e) {
      kernel.handlers = this.base;
      const outcome = routed(kernel, e, true);
      if (outcome !== TCO) throw outcome;
    }
    // The body's frame is moved; from now on the reference engine runs it.
    migrationOf(kernel).frames.push(new MovedGenerator(this));
    if (movable) return TCO;
    const answer = kernel.bounce();
    if (this.state === 'suspended') this.state = 'running';
    return answer;
  }

  private proceed(mode: ResumeMode, value: Value): IteratorResult<Value, Value> {
    const body = this.steps as Required<typeof this.steps>;
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
