import { enableCompileCache } from 'node:module';

// Before anything of aws-cdk-lib is loaded: from the second synth on V8 need not compile it, a seventh of a large synth.
enableCompileCache();
await import('./gateway-app.ts');
