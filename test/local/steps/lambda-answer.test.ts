import { describe, expect, it } from '@jest/globals';
import { readLambdaAnswer } from '../../../lib/local/steps/lambda-answer.ts';

describe('readLambdaAnswer', () => {
  it.each<[answer: unknown, read: unknown]>([
    [{}, { status: 200, headers: [], body: '', isBase64Encoded: false }],
    [{ statusCode: 204 }, { status: 204 }],
    [{ statusCode: '201' }, { status: 201 }],
    [{ headers: null }, { headers: [] }],
    [
      { headers: { 'header-bool': true, n: 5 } },
      {
        headers: [
          ['header-bool', 'true'],
          ['n', '5'],
        ],
      },
    ],
    [
      { multiValueHeaders: { 'test-multi': ['value1', 'value2'] } },
      {
        headers: [
          ['test-multi', 'value1'],
          ['test-multi', 'value2'],
        ],
      },
    ],
    [
      { headers: { 'x-a': 'one' }, multiValueHeaders: { 'X-A': ['two'] } },
      {
        headers: [
          ['X-A', 'two'],
          ['X-A', 'one'],
        ],
      },
    ],
    [
      { headers: { a: '1' }, multiValueHeaders: { a: ['1', '2'] } },
      {
        headers: [
          ['a', '1'],
          ['a', '2'],
        ],
      },
    ],
    [
      { body: 'x', isBase64Encoded: true },
      { body: 'x', isBase64Encoded: true },
    ],
    [{ body: null }, { body: '' }],
  ])('reads %j', (answer, read) => {
    expect(readLambdaAnswer(answer)).toMatchObject(read as object);
  });

  it.each<[answer: unknown]>([
    ['justAString'],
    [null],
    [undefined],
    [[]],
    [{ statusCode: 'test' }],
    [{ statusCode: 99 }],
    [{ statusCode: 100 }],
    [{ statusCode: 200, wrongValue: 'value' }],
    [{ cookies: [] }],
    [{ body: {} }],
    [{ multiValueHeaders: { 'test-multi-invalid': 'value1' } }],
    [{ headers: 'x' }],
    [{ headers: { 'bad name': 'x' } }],
    [{ headers: { a: 'x\r\ny: z' } }],
  ])('refuses %j', (answer) => {
    expect(typeof readLambdaAnswer(answer)).toBe('string');
  });
});
