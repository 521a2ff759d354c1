import { error } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

const SCHEMES = `
      components:
        securitySchemes:
          apiKey: { type: apiKey, in: header, name: x-api-key }
          session: { type: http, scheme: bearer, x-gateway: { issuer: https://id.example.com, audience: pets } }
`;

export const planDefault: Rule<'plan-default'> = {
  name: 'plan-default',
  severities: ['error'],
  summary: 'Where another credential may stand in for an API key, one plan must be the default.',
  why: 'API Gateway counts every request of such an operation by some key. Who comes with a token is counted by a key of the plan that the operator has put them into, and who is in none by the one that is marked `default: true`; without it API Gateway would refuse them.',
  sources: [SOURCES.usagePlans, SOURCES.security],
  fix: 'Mark one plan `default: true`.',
  bad: {
    yaml: `
      x-gateway:
        plans: # <-- here
          free: { throttle: { rate: 5, burst: 10 } }
      security: [{ apiKey: [] }, { session: [] }]
      paths:
        /pets:
          get: {}${SCHEMES}`,
  },
  good: {
    yaml: `
      x-gateway:
        plans:
          free: { throttle: { rate: 5, burst: 10 }, default: true }
      security: [{ apiKey: [] }, { session: [] }]
      paths:
        /pets:
          get: {}${SCHEMES}`,
  },
  check: (reading, report) => {
    const { plans } = reading;
    const defaults = plans.filter((plan) => plan.default);
    for (const { name } of defaults.slice(1)) {
      const message = `plans "${defaults[0]?.name}" and "${name}" are both the default, mark one`;
      report(error('plan-default', pointerTo('/x-gateway/plans', name, 'default'), message));
    }
    if (plans.length === 0 || defaults.length > 0 || reading.security.keySource === 'HEADER') return;
    const message =
      'some operation takes another credential in place of an API key, and no plan is marked default: true, mark the one that such callers are counted in';
    report(error('plan-default', '/x-gateway/plans', message));
  },
};
