import { warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** Method throttles of a stage in a plan, which AWS raises on request. */
const QUOTA = 20;

const PLAN = `
  paths:
    /pets:
      get: { operationId: listPets, security: [{ apiKey: [] }] }
  components:
    securitySchemes:
      apiKey: { type: apiKey, in: header, name: x-api-key }
  x-gateway:
    plans:
      free:
        operations:
          listPets: { rate: 1, burst: 1 }
`;

export const planThrottles: Rule<'plan-throttles'> = {
  name: 'plan-throttles',
  severities: ['warning'],
  summary: `A plan throttles at most ${QUOTA} operations, unless AWS raised that quota.`,
  why: 'API Gateway has a quota of method throttles per stage and usage plan. Beyond it the deploy of the plan fails, unless the account has more.',
  sources: [SOURCES.quotas, SOURCES.usagePlans],
  fix: "Have the quota raised, throttle fewer operations, or let the plan's own throttle do.",
  bad: {
    yaml: PLAN.replace('operations:', 'operations: # <-- here'),
    expand: (text) => {
      const ids = Array.from({ length: QUOTA }, (_, index) => `getPet${index}`);
      const paths = ids.map((id) => `  /${id}:\n    get: { operationId: ${id}, security: [{ apiKey: [] }] }\n`);
      const throttles = ids.map((id) => `\n        ${id}: { rate: 1, burst: 1 }`);
      return text.replace('paths:\n', `paths:\n${paths.join('')}`) + throttles.join('');
    },
  },
  good: { yaml: PLAN },
  check: ({ plans }, report) => {
    for (const { name, operations } of plans) {
      const { length } = Object.keys(operations);
      if (length <= QUOTA) continue;
      const message = `plan "${name}" throttles ${length} operations, API Gateway takes ${QUOTA} per plan unless AWS raised it, have it raised or throttle fewer`;
      report(warning('plan-throttles', pointerTo('/x-gateway/plans', name, 'operations'), message));
    }
  },
};
