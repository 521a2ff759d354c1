import { describe, expect, it } from '@jest/globals';
import { gatewayResponses } from '../../../lib/compiler/gateway-document/gateway-responses.ts';
import { aModel, anOperation } from '../../support/api-models.ts';

const cors = (origins: '*' | readonly string[], credentials = false) => ({ origins, credentials, exposeHeaders: [] });

interface Response {
  readonly statusCode?: string;
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

const responses = (...policies: readonly (ReturnType<typeof cors> | undefined)[]) => {
  const operations = policies.map((policy, index) =>
    anOperation({ path: `/${index}`, ...(policy && { cors: policy }) }),
  );
  return gatewayResponses(aModel(operations)) as Readonly<Record<string, Response>>; // the members these tests read
};

const filledIn = (template = '') => JSON.parse(template.replaceAll('$context.error.messageString', '"the message"'));

describe('gatewayResponses', () => {
  it.each([
    ['UNAUTHORIZED', '401', 'Unauthorized'],
    ['ACCESS_DENIED', '403', 'Forbidden'],
    ['INVALID_API_KEY', '403', 'Forbidden'],
    ['MISSING_AUTHENTICATION_TOKEN', '404', 'Not Found'],
    ['THROTTLED', '429', 'Too Many Requests'],
    ['QUOTA_EXCEEDED', '429', 'Too Many Requests'],
    ['BAD_REQUEST_PARAMETERS', '400', 'Bad Request'],
    ['INTEGRATION_TIMEOUT', '504', 'Gateway Timeout'],
  ])('answers %s with %s and problem details', (type, status, title) => {
    const response = responses()[type];
    expect(response?.statusCode).toBe(status);
    expect(filledIn(response?.responseTemplates['application/json'])).toEqual({
      type: 'about:blank',
      title,
      status: Number(status),
      detail: expect.any(String),
      ...(type === 'ACCESS_DENIED' && {
        reason: '$context.authorizer.reason',
        scope: '$context.authorizer.scope',
      }),
    });
  });

  it.each(['DEFAULT_4XX', 'DEFAULT_5XX'])('leaves its status to each type under %s', (type) => {
    expect(responses()[type]).not.toHaveProperty('statusCode');
    expect(filledIn(responses()[type]?.responseTemplates['application/json'])).not.toHaveProperty('status');
  });

  it('names the missing parameters', () => {
    const template = responses().BAD_REQUEST_PARAMETERS?.responseTemplates['application/json'];
    expect(filledIn(template).detail).toBe('the message');
  });

  it('says that each is problem details, in the one template that API Gateway takes', () => {
    for (const { responseParameters, responseTemplates } of Object.values(responses())) {
      expect(responseParameters['gatewayresponse.header.Content-Type']).toBe("'application/problem+json'");
      expect(Object.keys(responseTemplates)).toEqual(['application/json']);
    }
  });

  it('says how to get in, and when to come back', () => {
    expect(responses().UNAUTHORIZED?.responseParameters).toMatchObject({
      'gatewayresponse.header.WWW-Authenticate': "'Bearer'",
    });
    expect(responses().THROTTLED?.responseParameters).toMatchObject({ 'gatewayresponse.header.Retry-After': "'1'" });
  });

  it.each([
    ['there is none', [undefined], undefined],
    ['all allow any', [cors('*'), cors('*'), undefined], "'*'"],
    ['all allow the same one', [cors(['https://a.example']), cors(['https://a.example'])], "'https://a.example'"],
    ['they differ', [cors(['https://a.example']), cors('*')], undefined],
    ['they differ in credentials', [cors(['https://a.example'], true), cors(['https://a.example'])], undefined],
    ['they allow several', [cors(['https://a.example', 'https://b.example'])], undefined],
  ])('lets pages read every answer of its own as the cors policies agree: %s', (_, policies, expected) => {
    for (const { responseParameters } of Object.values(responses(...policies))) {
      expect(responseParameters['gatewayresponse.header.Access-Control-Allow-Origin']).toBe(expected);
    }
  });

  it('allows credentials where all cors policies do', () => {
    expect(responses(cors(['https://a.example'], true)).THROTTLED?.responseParameters).toMatchObject({
      'gatewayresponse.header.Access-Control-Allow-Credentials': "'true'",
    });
  });
});
