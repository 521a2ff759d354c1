import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const modelsLeftOut: RuleDescription<'models-left-out'> = {
  name: 'models-left-out',
  severities: ['info'],
  summary: "The models of request bodies must fit into API Gateway's 400 KB and beside the rest of a template.",
  why: 'API Gateway holds at most 400 KB of models, and a template 1 MB of everything. Models are wide: the router checks all that a schema says, with them and without.',
  sources: [SOURCES.quotas, SOURCES.cloudFormationQuotas],
  fix: 'Nothing; or remove `models`.',
  bad: {
    yaml: `
      x-gateway:
        models: true # <-- here
      paths:
        /pets:
          post:
            requestBody:
              required: true
              content:
                application/json:
                  schema: { type: string, enum: [a] } # … and thousands more
    `,
    expand: (text) =>
      text.replace('[a]', `[${Array.from({ length: 60_000 }, (_, index) => `value${index}`).join(', ')}]`),
  },
  good: {
    yaml: `
      x-gateway:
        models: true
      paths:
        /pets:
          post:
            requestBody:
              required: true
              content:
                application/json:
                  schema: { type: string }
    `,
  },
};
