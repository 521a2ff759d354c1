import { describe, expect, it } from '@jest/globals';
import { integrateMock } from '../../../lib/local/steps/integrate-mock.ts';
import { mappedRequest } from '../../../lib/local/steps/mapped-request.ts';
import { mappedResponse } from '../../../lib/local/steps/mapped-response.ts';
import { templateContext } from '../../../lib/local/steps/template-scope.ts';
import { exchangeAt, type Json, openApi, stageOf } from '../../support/local-api.ts';

/** What a MOCK's response template makes of a request. */
function rendered(template: string, request: { readonly query?: string; readonly body?: string } = {}) {
  const json = (text: string): Json => ({ 'application/json': text });
  const settings = {
    type: 'mock',
    requestTemplates: json('{"statusCode": 200}'),
    responses: {
      default: { statusCode: 200, responseTemplates: json(template) },
    },
  };
  const stage = stageOf(
    openApi({
      '/a/{id}': { post: { 'x-amazon-apigateway-integration': settings } },
    }),
  );
  const exchange = exchangeAt(stage, {
    httpMethod: 'POST',
    stagePath: '/a/x%2Fy',
    rawHeaders: ['X-Name', 'N'],
    query: request.query ?? '',
    body: Buffer.from(request.body ?? ''),
  });
  const { integration } = exchange.method;
  if (integration.kind !== 'mock') throw new Error(`got ${integration.kind}`);
  const answer = integrateMock(integration, exchange);
  return answer.kind === 'answer' ? String(answer.body) : answer;
}

describe('mapping templates', () => {
  it.each<[template: string, text: string]>([
    ['$input.params("id")', 'x/y'],
    ['$input.params().path.id $input.params().header.get("X-Name") $input.params("x-name")', 'x/y N N'],
    [
      '$input.params("X-Forwarded-For") $input.params().header.get("X-Forwarded-Port") $input.params("x-amzn-trace-id")',
      '127.0.0.1 3000 Root=1-661534f0-000000000000000000000000',
    ],
    ['$input.params().querystring.keySet() $input.params("q")', '[q] 1 2'],
    ['"$stageVariables.none" "$context.none.deep" "$input.params(\'none\')" $own', '"" "" "" '],
    [
      '$context.stage $context.httpMethod $context.resourcePath $context.identity.sourceIp',
      'prod POST /a/{id} 127.0.0.1',
    ],
    [
      '$util.urlEncode("a b/c") $util.urlDecode("a+b%2F") $util.base64Encode("é") $util.base64Decode("w6k=")',
      'a+b%2Fc a b/ w6k= é',
    ],
    ['$util.escapeJavaScript("it\'s") $util.parseJson("{\\"a\\": [1, 2]}").a.size()', "it\\'s 2"],
    ['#set($s = "a,b")$s.split(",").size() $s.length() $s.contains("b") $s.replaceAll("[ab]", "z")', '2 3 true z,z'],
    ['#foreach($i in [1, 2])$i#if($foreach.hasNext),#end#end', '1,2'],
    ['$util.urlEncode("a~b!(c)\'*._-")', 'a%7Eb%21%28c%29%27*._-'],
    ['#set($i = 11)#set($j = $i / 2)#set($k = $i / 0)#set($h = 5.5 / 2)$j $k $h', '5  2.75'],
    ['#foreach($i in [1, 2, 3])#if($i == 2)#break#end$i#end done', '1 done'],
    ['#set($m = {"a": 1, "b": 2})#foreach($v in $m)$v#break#end done', '1 done'],
    ['#set($n = 5)$n.toString().length()', '1'],
    ['#set($m = {})$!m.put("a", 1)$m#set($l = [])$l.add("z")$l', '{a=1}true[z]'],
    [`#set($o = $util.parseJson('{"id": 9007199254740993}'))$o.id`, '9007199254740993'],
    ['#set($m = {"k": 1})#if($m.containsKey("k"))yes#{else}no#end $m', 'yes {k=1}'],
  ])('make of %s: %s', (template, text) => {
    expect(rendered(template, { query: 'q=1+2' })).toBe(text);
  });

  it('that cannot be evaluated are a mistake in the API, of which the log is told', () => {
    expect(rendered('#if(')).toMatchObject({
      type: 'API_CONFIGURATION_ERROR',
      detail: expect.stringContaining('a mapping template cannot be evaluated'),
    });
  });
});

describe('bodies and templates', () => {
  const template = '{"statusCode": 200}';
  const answer = (integration: Json, rest: Json = {}, body = '') => {
    const settings = { type: 'mock', requestTemplates: { 'application/json': template }, ...integration };
    const exchange = exchangeAt(
      stageOf(openApi({ '/a': { post: { 'x-amazon-apigateway-integration': settings } } }, rest)),
      { httpMethod: 'POST', stagePath: '/a', body: Buffer.from(body) },
    );
    const { integration: mock } = exchange.method;
    if (mock.kind !== 'mock') throw new Error(`got ${mock.kind}`);
    return mappedRequest(mock, exchange, templateContext(exchange)).toString();
  };
  const all = { 'x-amazon-apigateway-binary-media-types': ['*/*'] };

  it.each<[rest: Json, contentHandling: string | undefined, made: boolean]>([
    [{}, undefined, true],
    [{}, 'CONVERT_TO_TEXT', true],
    [{}, 'CONVERT_TO_BINARY', false],
    [all, undefined, false],
    [all, 'CONVERT_TO_BINARY', false],
    [all, 'CONVERT_TO_TEXT', true],
  ])('meet only where the body is text (recorded): %j, %s', (rest, contentHandling, made) => {
    expect(answer({ contentHandling }, rest) === template).toBe(made);
  });

  it('are the body alone where the template has no text', () => {
    expect(answer({ requestTemplates: { 'application/json': '' } }, {}, 'as it is')).toBe('as it is');
  });
});

describe('mappedResponse', () => {
  const body = '{"a":1}';
  const answer = (response: Json, rest: Json = {}, text: string = body) => {
    const settings = {
      type: 'http',
      uri: 'http://a',
      httpMethod: 'GET',
      responses: { default: { statusCode: '200', ...response } },
    };
    const exchange = exchangeAt(
      stageOf(openApi({ '/a': { get: { 'x-amazon-apigateway-integration': settings } } }, rest)),
      {
        stagePath: '/a',
      },
    );
    const { integration: http } = exchange.method;
    if (http.kind !== 'http') throw new Error(`got ${http.kind}`);
    const backend = { selector: '200', rawHeaders: ['Content-Type', 'application/json'], body: Buffer.from(text) };
    const result = mappedResponse(http, exchange, templateContext(exchange), backend);
    return result.kind === 'answer' ? String(result.body) : result.type;
  };
  const responseTemplates = { 'application/json': '$input.path("$.a")' };
  const all = { 'x-amazon-apigateway-binary-media-types': ['*/*'] };

  it.each<[response: Json, rest: Json, result: string]>([
    [{}, {}, body],
    [{ responseTemplates: { 'application/json': '' } }, {}, body],
    [{ responseTemplates }, {}, '1'],
    [{ responseTemplates, contentHandling: 'CONVERT_TO_BINARY' }, {}, 'API_CONFIGURATION_ERROR'],
    [{ responseTemplates }, all, 'API_CONFIGURATION_ERROR'],
    [{}, all, body],
  ])('makes of a body by %j of %j: %s', (response, rest, result) => {
    expect(answer(response, rest)).toBe(result);
  });

  it.each(['aGVsbG8=', '"aGVsbG8="'])('makes bytes of the base64 that a function returns, %s', (text) => {
    expect(answer({ contentHandling: 'CONVERT_TO_BINARY' }, {}, text)).toBe('hello');
  });
});
