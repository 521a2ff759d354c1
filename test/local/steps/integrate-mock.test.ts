import { describe, expect, it } from '@jest/globals';
import { integrateMock } from '../../../lib/local/steps/integrate-mock.ts';
import { exchangeAt, type Json, openApi, stageOf } from '../../support/local-api.ts';

function answer(settings: Json, rawHeaders: string[] = [], body = '') {
  const stage = stageOf(
    openApi({ '/a/{id}': { post: { 'x-amazon-apigateway-integration': { type: 'mock', ...settings } } } }),
  );
  const exchange = exchangeAt(stage, { httpMethod: 'POST', stagePath: '/a/7', rawHeaders, body: Buffer.from(body) });
  const { integration } = exchange.method;
  if (integration.kind !== 'mock') throw new Error(`got ${integration.kind}`);
  const result = integrateMock(integration, exchange);
  return result.kind === 'answer' ? { ...result, body: String(result.body) } : result;
}

const json = (text: string) => ({ 'application/json': text });
const responses = {
  default: { statusCode: 200, responseTemplates: json('default') },
  '4\\d{2}': {
    statusCode: '418',
    responseTemplates: json('teapot'),
    responseParameters: { 'method.response.header.X-Id': "'7'" },
  },
};

describe('integrateMock', () => {
  it.each<[settings: Json, headers: string[], body: string, status: number, text: string | undefined]>([
    [{ requestTemplates: json('{"statusCode": 200}'), responses }, [], '', 200, 'default'],
    [{ requestTemplates: json('{statusCode: 404}'), responses }, [], '', 418, 'teapot'],
    [
      { requestTemplates: json('{"statusCode": "404"}'), responses },
      ['Content-Type', 'application/json; charset=utf-8'],
      '',
      418,
      'teapot',
    ],
    [{ requestTemplates: json('{"statusCode": 200}'), responses: { default: { statusCode: '200' } } }, [], '', 200, ''],
    [
      { requestTemplates: json('{"statusCode": 200}'), responses },
      ['Content-Type', 'text/plain'],
      '{"statusCode": 400}',
      418,
      'teapot',
    ],
    [
      { requestTemplates: json('{"statusCode": 200}'), responses, passthroughBehavior: 'never' },
      ['Content-Type', 'text/plain'],
      '',
      415,
      undefined,
    ],
    [
      { requestTemplates: json('{"statusCode": 200}'), responses, passthroughBehavior: 'when_no_templates' },
      ['Content-Type', 'text/plain'],
      '',
      415,
      undefined,
    ],
    [{ requestTemplates: json('no status'), responses }, [], '', 500, undefined],
    [{ requestTemplates: json('{"statusCode": 200}'), responses: {} }, [], '', 500, undefined],
  ])('of %j with %j and %j', (settings, headers, body, status, text) => {
    expect(answer(settings, headers, body)).toMatchObject(text === undefined ? { status } : { status, body: text });
  });
});
