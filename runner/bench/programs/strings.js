// Building strings piece by piece, and reading them again.
function lines(count) {
  let text = '';
  for (let i = 0; i < count; i++) text += `${i}: ${i % 7 === 0 ? 'every seventh' : 'line'}\n`;
  return text;
}

function checksum(text) {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) % 65_521;
  return sum;
}

for (let round = 0; round < 3; round++) {
  const text = lines(100_000);
  const words = text.split('\n').map(line => line.slice(line.indexOf(' ') + 1));
  console.log(text.length, checksum(text), words.filter(word => word === 'line').length);
}
