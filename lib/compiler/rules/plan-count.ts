import { error, warning } from '../finding.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** Usage plans of an account in a Region, which AWS raises on request. */
const ACCOUNT_QUOTA = 300;

/** A template has 500 resources; what a gateway needs besides its plans, alarms included, stays under 50. */
const TEMPLATE_LIMIT = 450;

export const planCount: Rule<'plan-count'> = {
  name: 'plan-count',
  severities: ['error', 'warning'],
  summary: `The usage plans must fit into a template (${TEMPLATE_LIMIT}) and into the account's quota (${ACCOUNT_QUOTA}).`,
  why: "Each plan is a resource of CloudFormation, which takes 500 per template, the rest of the gateway included: beyond that is an error. An account has 300 plans per Region unless AWS raised it, other APIs' included: beyond that is a warning.",
  sources: [SOURCES.cloudFormationQuotas, SOURCES.quotas],
  fix: 'Remove plans, or split the document. A plan is a kind of customer, not a customer: keys are issued for it by the thousand.',
  bad: {
    yaml: `
      paths:
        /pets:
          get: { security: [{ apiKey: [] }] }
      components:
        securitySchemes:
          apiKey: { type: apiKey, in: header, name: x-api-key }
      x-gateway:
        plans: # <-- here
          customer: {} # … and hundreds more
    `,
    expand: (text) =>
      text + Array.from({ length: TEMPLATE_LIMIT }, (_, index) => `\n    customer${index}: {}`).join(''),
  },
  good: {
    yaml: `
      paths:
        /pets:
          get: { security: [{ apiKey: [] }] }
      components:
        securitySchemes:
          apiKey: { type: apiKey, in: header, name: x-api-key }
      x-gateway:
        plans:
          free: { quota: { limit: 1000, period: day } }
          team: {}
    `,
  },
  check: ({ plans }, report) => {
    const { length } = plans;
    const advice = 'make a plan for each kind of customer, or split the document';
    if (length > TEMPLATE_LIMIT) {
      const message = `there are ${length} plans, at most ${TEMPLATE_LIMIT} fit into a CloudFormation template beside the rest of the gateway, ${advice}`;
      report(error('plan-count', '/x-gateway/plans', message));
    } else if (length > ACCOUNT_QUOTA) {
      const message = `there are ${length} plans, an account has ${ACCOUNT_QUOTA} per Region unless AWS raised it, have it raised, ${advice}`;
      report(warning('plan-count', '/x-gateway/plans', message));
    }
  },
};
