// The command of cdk.json. Its options of V8 halve a synth, most of which is CDK's validation of the template: a module of WebAssembly
// that is used once. `--liftoff-only`: no function of it is compiled a second time, optimised; `--single-threaded-gc`: as its memory
// grows, threads beside it do not mark the same heap again and again. Plain JavaScript: nothing to strip types is loaded.
import module from 'node:module';

const OLDEST = 24;

if (Number.parseInt(process.versions.node, 10) >= OLDEST) {
  // Before anything of aws-cdk-lib is loaded: from the second synth on V8 need not compile it, a seventh of a large synth.
  module.enableCompileCache();
  await import('./gateway-app.ts');
} else {
  // Where `cdk` is another one than npm put here: `npx` leads to the pinned Node as well.
  console.error(`gatewright needs Node >= ${OLDEST}, this is ${process.version}: run \`npx cdk\`, after \`npm ci\``);
  process.exitCode = 1;
}
