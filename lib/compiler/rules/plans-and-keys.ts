import { info, warning } from '../finding.ts';
import type { Rule } from '../reading.ts';
import { operationSecurity } from '../security/operation-security.ts';

export const plansAndKeys: Rule = ({ plans, operations, document }, report) => {
  const keyed = operations.filter(({ security }) => operationSecurity(security, document).apiKey).length;
  if (keyed > 0 && plans.length === 0) {
    const message = `API keys are needed (operations: ${keyed}) and there are no plans: one without limits, "default", is made; add x-gateway.plans for limits`;
    report(info('plans-and-keys', '/components/securitySchemes', message));
  }
  if (keyed === 0 && plans.length > 0) {
    const message = 'no operation needs an API key, so no plan is ever applied; add the key to their security';
    report(warning('plans-and-keys', '/x-gateway/plans', message));
  }
};
