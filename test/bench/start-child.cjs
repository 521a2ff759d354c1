// Plain CommonJS, so that nothing but the bundle is on the clock: process start to the first answer, in milliseconds, and how long
// the processor worked for it.
const { readFileSync } = require('node:fs');

// Lambda's runtime has opened it before any function starts; whoever writes first would pay for it, in one contender or another.
const { stdout } = process;

const [, , bundle, eventFile, expected = ''] = process.argv;
const event = JSON.parse(readFileSync(eventFile, 'utf8'));
const context = { getRemainingTimeInMillis: () => 30_000, awsRequestId: 'bench', functionName: 'bench' };
const done = (answer) => {
  const milliseconds = performance.now();
  const { user, system } = process.cpuUsage();
  const text = answer instanceof Error ? String(answer) : JSON.stringify(answer);
  if (!text.includes(expected)) throw new Error(`not "${expected}": ${text}`);
  stdout.write(`\n${milliseconds} ${(user + system) / 1000}`);
  process.exit(0);
};
require(bundle).handler(event, context).then(done, done);
