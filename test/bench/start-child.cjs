// Plain CommonJS, so that nothing but the bundle is on the clock: process start to the first answer, in milliseconds.
const { readFileSync } = require('node:fs');

const [, , bundle, eventFile] = process.argv;
const event = JSON.parse(readFileSync(eventFile, 'utf8'));
const context = { getRemainingTimeInMillis: () => 30_000, awsRequestId: 'bench', functionName: 'bench' };
const done = () => {
  process.stdout.write(String(performance.now()));
  process.exit(0);
};
require(bundle).handler(event, context).then(done, done);
