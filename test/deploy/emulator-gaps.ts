/** What ministack 1.5.33 cannot hold of a deploy, and what does. */
export const EMULATOR_GAPS: Readonly<Record<string, string>> = {
  'the importer: binary media types, gateway responses, required parameters, identity sources, timeouts':
    'replayed through the public API (hydrate.ts); test/support/importer-rules.ts, test/local/rest-api',
  'throttles of operations in the stage and in plans': 'replayed (hydrate.ts); test/constructs/stage, usage-plans',
  'response streaming (its invocations are not known)': 'test/streaming.test.ts, in the local runtime',
  'a Deployment is no snapshot, and a changed document makes another API and ends the old one':
    'the first line of this run, in the local runtime; test/constructs/deployment.test.ts, redeployment.test.ts',
  'of keys: UpdateApiKey, UpdateUsage, UntagResource, ImportApiKeys, the plans of one key':
    'test/keys, test/cli/keys.test.ts, npm run keys-at-scale, in the local runtime',
  'access logs and execution logs are not written': 'test/constructs/stage.test.ts',
  'permissions of roles and functions are not enforced': 'docs/permissions.md, which a test reads from the template',
  'expiry of rows: TimeToLiveSpecification is dropped': 'test/constructs/open-api-gateway.test.ts',
  'values of properties are not validated': "cfn-lint, cdk-nag and CDK's own validation of the templates",
};
