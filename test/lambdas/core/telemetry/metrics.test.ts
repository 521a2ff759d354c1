import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { operationNames, requestLine, targetLine } from '../../../../lambdas/core/telemetry/metrics.ts';

const request = {
  functionName: 'router',
  operation: 'getPet',
  duration: 12,
  failed: false,
  retries: 1,
  shed: false,
  target: { name: 'a.example', duration: 9, failed: false },
};

/** What CloudWatch makes of a line, after the specification: dimensions and metrics by their names in the line's root. */
function published(line: string): readonly string[] {
  const { _aws, ...values } = JSON.parse(line);
  return _aws.CloudWatchMetrics.flatMap(
    ({
      Namespace,
      Dimensions,
      Metrics,
    }: {
      Namespace: string;
      Dimensions: string[][];
      Metrics: { Name: string; Unit: string }[];
    }) =>
      Metrics.map(({ Name, Unit }) => {
        const of = Dimensions.map((names) => names.map((name) => `${name}=${values[name]}`).join(' ')).join(' | ');
        return `${Namespace} ${of}: ${Name} ${values[Name]} ${Unit}`;
      }),
  );
}

describe('requestLine', () => {
  it('is one line of JSON with every field, whatever they hold', () => {
    const fields = fc.dictionary(fc.string(), fc.option(fc.jsonValue(), { nil: undefined }));
    const optional = <Value>(value: Value) => fc.constantFrom(value, undefined);
    const cache = { hit: true, age: undefined, bytes: 9, reads: 0.5, writes: 0 };
    fc.assert(
      fc.property(
        fields,
        optional(request.operation),
        optional(request.target),
        optional(cache),
        (said, ...measured) => {
          const [operation, target, kept] = measured;
          const line = requestLine(said, { ...request, operation, target, cache: kept }, 5);
          expect(line).not.toContain('\n');
          const { _aws, ...values } = JSON.parse(line);
          expect(values).toMatchObject(JSON.parse(JSON.stringify(said)));
          expect(published(line).filter((metric) => metric.includes('undefined'))).toEqual([]);
        },
      ),
    );
  });

  it('is a line of the log', () => {
    const line = JSON.parse(requestLine({ level: 'INFO', ms: 12 }, request, 5));
    expect(line).toMatchObject({ level: 'INFO', ms: 12, _aws: { Timestamp: 5 } });
  });

  it.each([
    [
      'a hit',
      { hit: true, age: 7 },
      undefined,
      [
        'CacheHits 1 Count',
        'CacheBytes 9 Bytes',
        'CacheReadUnits 0.5 Count',
        'CacheWriteUnits 0 Count',
        'CacheAge 7 Seconds',
      ],
    ],
    [
      'a miss',
      { hit: false, age: undefined },
      request.target,
      ['CacheHits 0 Count', 'CacheBytes 9 Bytes', 'CacheReadUnits 0.5 Count', 'CacheWriteUnits 0 Count'],
    ],
  ])('measures the cache of a request that was %s', (_, found, target, expected) => {
    const cache = { ...found, bytes: 9, reads: 0.5, writes: 0 };
    const lines = published(requestLine({}, { ...request, target, cache }, 0));
    expect(lines.filter((line) => line.includes('Cache'))).toEqual(
      expected.map((metric) => `Gatewright FunctionName=router: ${metric}`),
    );
  });

  it('measures function, operation and target', () => {
    expect(published(requestLine({}, request, 0))).toEqual([
      'Gatewright FunctionName=router: Retries 1 Count',
      'Gatewright FunctionName=router: Shed 0 Count',
      'Gatewright FunctionName=router Operation=getPet: Duration 12 Milliseconds',
      'Gatewright FunctionName=router Operation=getPet: Failures 0 Count',
      'Gatewright FunctionName=router Target=a.example: TargetDuration 9 Milliseconds',
      'Gatewright FunctionName=router Target=a.example: TargetFailures 0 Count',
    ]);
  });

  it('measures no more than there is', () => {
    expect(published(requestLine({}, { ...request, target: undefined }, 0))).toHaveLength(4);
    expect(published(requestLine({}, { ...request, operation: undefined, target: undefined }, 0))).toHaveLength(2);
  });
});

describe('targetLine', () => {
  it('measures a target alone', () => {
    expect(published(targetLine({}, 'router', { name: 'b', duration: 3, failed: true }, 0))).toEqual([
      'Gatewright FunctionName=router Target=b: TargetDuration 3 Milliseconds',
      'Gatewright FunctionName=router Target=b: TargetFailures 1 Count',
    ]);
  });
});

describe('operationNames', () => {
  it.each([
    ['GET /größe/{id}', 'GET /gr%C3%B6%C3%9Fe/{id}'],
    ['列出', '%E5%88%97%E5%87%BA'],
    ['a\tb', 'a%09b'],
    ['x'.repeat(2000), 'x'.repeat(1024)],
  ])('gives %j a name that CloudWatch takes', (id, name) => {
    expect(operationNames([{ id }]).get(id)).toBe(name);
  });

  it('bounds what is billed, whatever the document holds', () => {
    const names = operationNames(Array.from({ length: 845 }, (_, index) => ({ id: `operation${index}` })));
    expect(new Set(names.values()).size).toBe(51);
    expect([names.get('operation49'), names.get('operation50')]).toEqual(['operation49', '(others)']);
  });
});
