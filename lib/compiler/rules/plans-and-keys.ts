import { info, warning } from '../finding.ts';
import { operationSecurity } from '../security/operation-security.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const plansAndKeys: Rule<'plans-and-keys'> = {
  name: 'plans-and-keys',
  severities: ['warning', 'info'],
  summary: 'Plans and API keys belong together: neither does anything without the other.',
  why: 'A usage plan applies to requests with an API key, and a key that is in no plan is refused. Plans without an operation that needs a key are a warning; keys without plans get a plan `default` without limits, which an info says.',
  sources: [SOURCES.usagePlans],
  fix: 'Add the API key to the `security` of operations, or remove the plans.',
  bad: {
    yaml: `
      x-gateway:
        plans: # <-- here
          free: { throttle: { rate: 5, burst: 10 } }
      paths:
        /pets:
          get: {}
    `,
  },
  good: {
    yaml: `
      x-gateway:
        plans:
          free: { throttle: { rate: 5, burst: 10 } }
      security: [{ apiKey: [] }]
      paths:
        /pets:
          get: {}
      components:
        securitySchemes:
          apiKey: { type: apiKey, in: header, name: x-api-key }
    `,
  },
  check: ({ plans, operations, document }, report) => {
    const keyed = operations.filter(({ security }) => operationSecurity(security, document).apiKey).length;
    if (keyed > 0 && plans.length === 0) {
      const message = `API keys are needed (operations: ${keyed}) and there are no plans: one without limits, "default", is made; add x-gateway.plans for limits`;
      report(info('plans-and-keys', '/components/securitySchemes', message));
    }
    if (keyed === 0 && plans.length > 0) {
      const message = 'no operation needs an API key, so no plan is ever applied; add the key to their security';
      report(warning('plans-and-keys', '/x-gateway/plans', message));
    }
  },
};
