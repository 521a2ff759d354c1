// The command of cdk.json. Its options of V8 halve a synth, most of which is CDK's validation of the template: a module of WebAssembly
// that is used once. `--liftoff-only`: no function of it is compiled a second time, optimised; `--single-threaded-gc`: as its memory
// grows, threads beside it do not mark the same heap again and again. Plain JavaScript: nothing to strip types is loaded.
import { enableCompileCache } from 'node:module';

// Before anything of aws-cdk-lib is loaded: from the second synth on V8 need not compile it, a seventh of a large synth.
enableCompileCache();
await import('./gateway-app.ts');
