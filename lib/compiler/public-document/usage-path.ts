import type { GatewayAnswers } from './gateway-answers.ts';

/** What the function behind it answers (`KeyUsage`). */
export const KEY_USAGE = {
  type: 'object',
  description: 'What an API key may do and has done.',
  required: ['plan', 'consumer'],
  properties: {
    plan: { type: 'string', description: 'The usage plan.' },
    consumer: { type: 'string', description: 'Whose key it is.' },
    throttle: {
      type: 'object',
      description: 'Absent: no limit of the plan.',
      required: ['rate', 'burst'],
      properties: {
        rate: { type: 'number', description: 'Requests a second.' },
        burst: { type: 'integer', description: 'Requests at once.' },
      },
    },
    quota: {
      type: 'object',
      description: 'Absent: no quota.',
      required: ['limit', 'period', 'used', 'remaining', 'reset'],
      properties: {
        limit: { type: 'integer' },
        period: { type: 'string', enum: ['day', 'week', 'month'] },
        used: { type: 'integer', description: 'Requests of this period.' },
        remaining: { type: 'integer' },
        reset: { type: 'string', format: 'date-time', description: 'When the next period begins.' },
      },
    },
  },
} as const;

/** The operation that tells callers of their key, as consumers read it. */
export function usagePath(scheme: string, schema: string, { refer, problem }: GatewayAnswers): object {
  const get = {
    operationId: 'getGatewayUsage',
    summary: 'Plan, limits and use of the API key that asks; kept for a minute',
    security: [{ [scheme]: [] }],
    responses: {
      200: {
        description: 'The limits and the use of this API key.',
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
      },
      403: refer('403'),
      404: problem('The limits of this API key are not known here.'),
      429: refer('429'),
      503: problem('The use of this API key cannot be read at the moment.'),
    },
  };
  return { get };
}
