/** Schema of what the gateway itself answers (RFC 9457). */
export const GATEWAY_PROBLEM = {
  type: 'object',
  description: 'Problem details (RFC 9457).',
  required: ['type', 'title', 'detail'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    reason: {
      type: 'string',
      description: 'Why credentials that are good do not allow the operation; empty where it is not known.',
      enum: ['scope-missing', 'plan-not-allowed', 'plan-expired', 'operation-unknown', ''],
    },
    scope: { type: 'string', description: 'The scopes that a token needs beside its own, separated by spaces.' },
    errors: {
      type: 'array',
      description: 'Each fault of the request, at most 100.',
      items: {
        type: 'object',
        required: ['in', 'detail'],
        properties: {
          in: { type: 'string', enum: ['path', 'query', 'header', 'cookie', 'body'] },
          name: { type: 'string', description: "The parameter's." },
          pointer: { type: 'string', description: 'JSON Pointer into the body, as a URI fragment.' },
          detail: { type: 'string' },
        },
      },
    },
  },
};
