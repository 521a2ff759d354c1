// Loaded into every function that ministack runs: Lambda's own runtime looks for `index.cjs`, its one does not.
require.extensions['.cjs'] = require.extensions['.js'];
