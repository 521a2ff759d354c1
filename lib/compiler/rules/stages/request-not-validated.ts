import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const requestNotValidated: RuleDescription<'request-not-validated'> = {
  name: 'request-not-validated',
  severities: ['warning', 'info'],
  summary:
    'What of a request is not held against its schema: content that is neither JSON, a form, parts nor plain text.',
  why: 'Nothing is lost silently: what the document promises and nothing enforces is said. The content type itself is enforced.',
  sources: [SOURCES.decisions],
  fix: 'Let the targets check it, or describe the content as a text or as octets (`type: string`).',
  bad: {
    yaml: `
      paths:
        /pets:
          post:
            requestBody:
              content:
                application/xml: # <-- here
                  schema: { type: object }
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          post:
            requestBody:
              content:
                application/json:
                  schema: { type: object }
    `,
  },
};
