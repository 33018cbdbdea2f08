throw new EvalError('on purpose');
