import fc from 'fast-check';

// CI tries the same values at every run, so that it fails for what a change did; each run elsewhere tries others.
if (process.env.CI === 'true') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_124 });
