/** Generators whose body is an emitted `function*`. */
import { MovedGenerator, migrationOf } from '../control/migration.ts';
import type { Kernel } from '../kernel.ts';
import { Raise } from '../values/condition.ts';
import { Generator, ResumeMode } from '../values/generator.ts';
import { TCO, type Value } from '../values/procedure.ts';

export class NativeGenerator extends Generator {
  private readonly steps: Iterator<Value, Value, Value>;

  constructor(kernel: Kernel, body: (self: NativeGenerator) => Iterator<Value, Value, Value>) {
    super(kernel);
    this.steps = body(this);
  }

  protected step(mode: ResumeMode, value: Value, movable: boolean): Value {
    const { steps, kernel } = this;
    const result =
      mode === ResumeMode.Next
        ? steps.next(value)
        : mode === ResumeMode.Throw
          ? (steps as Required<typeof steps>).throw(new Raise(value))
          : (steps as Required<typeof steps>).return(value);
    if (result.value === TCO) {
      // The body's frame is moved; from now on the reference engine runs it.
      migrationOf(kernel).frames.push(new MovedGenerator(this));
      if (movable) return TCO;
      const answer = kernel.bounce();
      if (this.state === 'suspended') this.state = 'running';
      return answer;
    }
    if (result.done) this.state = 'done';
    return result.value;
  }
}
