import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HeaderField } from '../../../../lambdas/core/messages.ts';
import { traceContext } from '../../../../lambdas/core/telemetry/trace-context.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const OURS = '7777777777777777';
/** 0x77777777 of 2 ** 32. */
const random = () => 0x77777777 / 2 ** 32;
const context = (...headers: HeaderField[]) => traceContext(headers, random);
const good: HeaderField = ['traceparent', `00-${TRACE}-${PARENT}-01`];
const NEW = { traceId: OURS + OURS, fields: [['traceparent', `00-${OURS}${OURS}-${OURS}-00`]] };

describe('traceContext', () => {
  it('goes on with a trace under a parent id of its own', () => {
    expect(context(good)).toEqual({ traceId: TRACE, fields: [['traceparent', `00-${TRACE}-${OURS}-01`]] });
  });

  it.each([
    ['not sampled', `00-${TRACE}-${PARENT}-00`, '00'],
    ['flags of the future', `00-${TRACE}-${PARENT}-fe`, '00'],
    ['a later version', `cc-${TRACE}-${PARENT}-01`, '01'],
    ['a later version with more', `cc-${TRACE}-${PARENT}-01-what`, '01'],
  ])('reads %s', (_, value, flags) => {
    expect(context(['traceparent', value]).fields).toEqual([['traceparent', `00-${TRACE}-${OURS}-${flags}`]]);
  });

  it.each([
    ['version 255', `ff-${TRACE}-${PARENT}-01`],
    ['more in version 0', `00-${TRACE}-${PARENT}-01-what`],
    ['more without a dash', `cc-${TRACE}-${PARENT}-01.what`],
    ['upper case', `00-${TRACE.toUpperCase()}-${PARENT}-01`],
    ['no trace', `00-${'0'.repeat(32)}-${PARENT}-01`],
    ['no parent', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['a short trace', `00-${TRACE.slice(1)}-${PARENT}-01`],
    ['nothing', ''],
  ])('begins a trace instead of one with %s', (_, value) => {
    expect(context(['traceparent', value], ['tracestate', 'a=1'])).toEqual(NEW);
  });

  it('begins a trace instead of two', () => {
    expect(context(good, good)).toEqual(NEW);
  });

  it.each([
    ['Root=1-5759e988-bd862e3fe1be46a994272793', '00'],
    ['Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1', '01'],
    ['Self=1-63441c4a-abcdef012345678912345678;Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0', '00'],
  ])('takes the trace of %s', (value, flags) => {
    const traceId = '5759e988bd862e3fe1be46a994272793';
    expect(context(['X-Amzn-Trace-Id', value])).toEqual({
      traceId,
      fields: [['traceparent', `00-${traceId}-${OURS}-${flags}`]],
    });
  });

  it('finds it wherever it stands among other members', () => {
    const others = fc.array(fc.constantFrom('Parent=53995c3f42cd8ad8', 'Self=1-1-1', 'Lineage=a:1', '', ' '));
    fc.assert(
      fc.property(others, others, fc.boolean(), (before, after, first) => {
        const ours = ['Root=1-5759e988-bd862e3fe1be46a994272793', ' Sampled=1'];
        const value = [...before, ...(first ? ours : ours.toReversed()), ...after].join(';');
        const [traceparent] = context(['X-Amzn-Trace-Id', value]).fields;
        expect(traceparent).toEqual(['traceparent', `00-5759e988bd862e3fe1be46a994272793-${OURS}-01`]);
      }),
    );
  });

  it.each(['Root=1-00000000-000000000000000000000000', 'Root=2-5759e988-bd862e3fe1be46a994272793', ''])(
    'takes no trace of %j',
    (value) => {
      expect(context(['X-Amzn-Trace-Id', value])).toEqual(NEW);
    },
  );

  it('makes ids that are not all zeros', () => {
    expect(traceContext([], () => 0).traceId).toBe(`${'0'.repeat(31)}1`);
  });

  it.each<[string, string[], string | undefined]>([
    ['one', ['a=1'], 'a=1'],
    ['several lines', ['a=1,', ' b@c=2 '], 'a=1,b@c=2'],
    ['32 members', [Array.from({ length: 32 }, (_, index) => `k${index}=1`).join(',')], expect.any(String) as never],
    ['33 members', [Array.from({ length: 33 }, (_, index) => `k${index}=1`).join(',')], undefined],
    ['a key twice', ['a=1,a=2'], undefined],
    ['an upper case key', ['A=1'], undefined],
    ['no value', ['a='], undefined],
    ['= in a value', ['a=b=c'], undefined],
    ['nothing', [''], undefined],
  ])('passes on a tracestate that is well formed: %s', (_, lines, expected) => {
    const { fields } = context(good, ...lines.map((line): HeaderField => ['tracestate', line]));
    expect(fields[1]?.[1]).toEqual(expected);
  });
});
