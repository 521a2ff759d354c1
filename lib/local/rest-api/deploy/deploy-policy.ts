import type { PolicyStatement } from '../../steps/evaluate-policy.ts';
import { readStatements } from '../../steps/read-statements.ts';
import type { DeployContext } from './deploy-context.ts';

/** The resource policy with `execute-api:/…` written out as this API's ARNs, as API Gateway does. */
export function deployPolicy({ api, problems }: DeployContext): readonly PolicyStatement[] | undefined {
  if (api.policy === undefined) return undefined;
  const statements = readStatements(api.policy);
  if (typeof statements === 'string') {
    problems.invalid('Policy', `Invalid policy document. ${statements}`);
    return undefined;
  }
  const arn = `arn:aws:execute-api:${api.region}:${api.accountId}:${api.id}`;
  return statements.map((statement) => ({
    ...statement,
    resources: {
      ...statement.resources,
      patterns: statement.resources.patterns.map((pattern) => pattern.replace(/^execute-api:(?=\/)/, arn)),
    },
  }));
}
