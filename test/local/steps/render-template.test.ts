import { describe, expect, it } from '@jest/globals';
import { renderTemplate } from '../../../lib/local/steps/render-template.ts';
import { templateContext, templateScope } from '../../../lib/local/steps/template-scope.ts';
import { exchangeAt, mockIntegration, openApi, stageOf } from '../../support/local-api.ts';

const exchange = exchangeAt(stageOf(openApi({ '/a': { get: mockIntegration('x') } })), { stagePath: '/a' });

const rendered = (template: string, body: string) =>
  renderTemplate({ text: template }, templateScope(exchange, templateContext(exchange), body));

describe('renderTemplate', () => {
  it.each<[template: string, json: unknown, text: string]>([
    ['$r', { foo: 'bar' }, '{foo=bar}'],
    ['$r', [{ foo: 'bar' }], '[{"foo":"bar"}]'],
    ['$r[0]', [{ foo: 'bar' }], '{foo=bar}'],
    ['$r[0]', [[{ foo: 'bar' }]], '[{"foo":"bar"}]'],
    ['$r', { foo: [{ nested: 'bar' }], n: null }, '{foo=[{"nested":"bar"}], n=null}'],
    ['$r.toString()', { list: [{ foo: 'bar' }] }, '{list=[{"foo":"bar"}]}'],
    ['#set($l = [1, "b"])$l $r.keySet()', { k: 1 }, '[1, b] [k]'],
  ])('prints %s of %j as Java and its JSON library do (recorded)', (template, json, text) => {
    expect(rendered(`#set($r = $input.path('$.json'))${template}`, JSON.stringify({ json }))).toBe(text);
  });

  it.each<[template: string, json: unknown, text: string]>([
    ['[$r][$r.nested][$nope.deep()]', null, '[][][]'],
    ['#if($r == $null)null#end #if($r == "")empty#end #if($r != "x")other#end', null, 'null empty other'],
    ['[$r.nested]#if($r == $null)null#end#if($r == "")empty#end', [], '[]'],
    ['[$util.urlEncode($r.nope)][$util.urlEncode($input.body.nope)]', {}, '[][]'],
    ['#if($r.n == "7")text#end #if($r.t == "true")too#end #if($r.n != 7)not#end', { n: 7, t: true }, 'text too '],
    ['#if($r.n == 7.0)equal#end #if($r.m == $r.m)same#end', { n: 7, m: {} }, 'equal same'],
  ])(
    'takes nothing for an empty text and compares as Velocity does in %s with %j (recorded)',
    (template, json, text) => {
      expect(rendered(`#set($r = $input.path('$.json'))${template}`, JSON.stringify({ json }))).toBe(text);
    },
  );

  it.each<[template: string, text: string]>([
    ['$input.json("$")', '{"a":1.0,"b":2.5,"c":1.5E7,"d":[10,-0.0],"e":1.0E-5,"f":12345678901234567890}'],
    ['$input.path("$")', '{a=1.0, b=2.5, c=1.5E7, d=[10,-0.0], e=1.0E-5, f=12345678901234567890}'],
    ['$input.path("$.a") $input.path("$.a").toString().length() $input.path("$.a").intValue()', '1.0 3 1'],
    ['#if($input.path("$.a") == 1)one#end #if($input.path("$.a") < 2)less#end', 'one less'],
    ['$input.json("$.d[?(@ > 1)]") $input.json("$.d[1]") $input.path("$.d[*]")', '[10] -0.0 [10,-0.0]'],
    ["$util.parseJson('[3.0]') $util.escapeJavaScript($input.path('$.a'))", '[3.0] 1.0'],
  ])('prints numbers in %s as Java does: %s', (template, text) => {
    const body = '{"a": 1.0, "b": 2.50, "c": 15000000.0, "d": [10, -0.0], "e": 0.00001, "f": 12345678901234567890}';
    expect(rendered(template, body)).toBe(text);
  });

  it.each<[template: string, text: string]>([
    ['a#stop b', 'a'],
    ['a #{stop}b', 'a '],
    ['#foreach($i in [1, 2])$i#if($i == 1)#stop#end,#end done', '1'],
    ['#if(false)#stop#end on #stopped #s top', ' on #stopped #s top'],
  ])('ends at a #stop, as Velocity does, in %s: %s', (template, text) => {
    expect(rendered(template, '')).toBe(text);
  });

  it.each<[template: string, text: string]>([
    [
      '#set($x = 1.0 + 1)$x #set($y = 2 * 3)$y #set($z = 7 / 2)$z #set($h = 5.5 / 2)$h #set($m = 7 % 4)$m',
      '2.0 6 3 2.75 3',
    ],
    ['#set($x = "a" + 1)$x#set($y = 2)#set($y = $y * "2")[$y]#set($z = 1 / 0)[$z]', 'a1[][]'],
    ['#set($Integer = 0)#set($n = $Integer.parseInt("41") + 1)$n', '42'],
  ])('calculates as Velocity does in %s: %s', (template, text) => {
    expect(rendered(template, '')).toBe(text);
  });

  it.each<[template: string, body: string, text: string]>([
    ["#foreach($pair in $input.path('$').split('&'))$pair;#end", 'a=1&b=x+y', 'a=1;b=x+y;'],
    ['{"body": $input.json("$"), "a": "$input.path("$.a")"}', 'a="1"\n', '{"body": "a=\\"1\\"", "a": ""}'],
    ['[$input.path("$")]', '{"a": ', '[]'],
  ])('takes a body that is no JSON for a text: %s of %j', (template, body, text) => {
    expect(rendered(template, body)).toBe(text);
  });

  it('escapes as Java does for JavaScript', () => {
    const body = JSON.stringify({ a: `it's "x"\n</\u00e9\u2028\u{1f600}` });
    expect(rendered('$util.escapeJavaScript($input.path("$.a"))', body)).toBe(
      String.raw`it\'s \"x\"\n<\/\u00E9\u2028\uD83D\uDE00`,
    );
  });

  it('knows of a loop what Velocity does', () => {
    const inner = '#foreach($b in [1, 2])$foreach.parent.index$foreach.index#if(!$foreach.last),#end#end';
    expect(rendered(`#foreach($a in [1, 2])#if($foreach.first)first:#end${inner};#end`, '')).toBe('first:00,01;10,11;');
  });

  it('reads an empty body as an empty object (recorded)', () => {
    expect(rendered('$input.body $input.json("$")', '')).toBe('{} {}');
  });
});
