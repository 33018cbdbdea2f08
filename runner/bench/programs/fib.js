// Calls and small integers.
function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

for (let round = 0; round < 15; round++) console.log(fib(27));
