import type { NormalSecurity } from '../dialects/normal-document.ts';
import { info, warning } from '../finding.ts';
import { type ApiSecurity, isOptional } from '../security/api-security.ts';
import { keyScheme } from '../usage-operation.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const plansAndKeys: Rule<'plans-and-keys'> = {
  name: 'plans-and-keys',
  severities: ['warning', 'info'],
  summary: 'Plans and API keys belong together: neither does anything without the other.',
  why: 'A usage plan applies to requests with an API key, and a key that is in no plan is refused. Plans without an operation that needs a key are a warning; keys without plans get a plan `default` without limits, and where a key is optional (`{}`) nothing counts: an info says so. `usage: true` tells callers of their key, so it needs a scheme of keys.',
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
  check: (reading, report) => {
    const { plans, operations, security } = reading;
    const keyed = operations.filter((operation) => security.of(operation.security).apiKey).length;
    if (keyed > 0 && plans.length === 0) {
      const message = `API keys are needed (operations: ${keyed}) and there are no plans: one without limits, "default", is made; add x-gateway.plans for limits`;
      report(info('plans-and-keys', '/components/securitySchemes', message));
    }
    if (keyed === 0 && plans.length > 0) {
      const message = 'no operation needs an API key, so no plan is ever applied; add the key to their security';
      report(warning('plans-and-keys', '/x-gateway/plans', message));
    }
    if (reading.usage && keyScheme(reading, security) === undefined) {
      const message =
        "usage: true tells callers of their API key, and no scheme of a usage plan's key is declared; declare apiKey in header x-api-key, or remove usage";
      report(warning('plans-and-keys', '/x-gateway/usage', message));
    }
    const unmetered = new Set(operations.map((operation) => operation.security).filter(hasOptionalKey(security)));
    for (const { pointer } of unmetered) {
      const message =
        'an API key is optional here, so API Gateway asks for none and no plan counts these requests; remove {} to meter them';
      report(info('plans-and-keys', pointer, message));
    }
  },
};

const hasOptionalKey =
  ({ kindOf }: ApiSecurity) =>
  ({ alternatives }: NormalSecurity): boolean =>
    isOptional(alternatives) && alternatives.flat().some(({ scheme }) => kindOf(scheme) === 'plan-key');
