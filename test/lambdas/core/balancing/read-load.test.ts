import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readLoad } from '../../../../lambdas/core/balancing/read-load.ts';
import type { HeaderField } from '../../../../lambdas/core/messages.ts';

const load = (...reports: string[]) =>
  readLoad(reports.map((report): HeaderField => ['Endpoint-Load-Metrics', report]));

describe('readLoad', () => {
  it.each([
    ['TEXT named_metrics.requests_in_flight=7', 7],
    ['named_metrics.requests_in_flight:7,cpu_utilization:0.2', 7],
    ['JSON {"named_metrics": {"requests_in_flight": 7}, "cpu_utilization": 0.2}', 7],
    ['TEXT cpu_utilization=0.5', 1],
    ['TEXT cpu_utilization=0.5, application_utilization=0.75', 3],
    ['JSON {"application_utilization": 0, "cpu_utilization": 0.5, "request_cost": {"db": 1}}', 1],
    ['TEXT cpu_utilization=0.5, rps_fractional=100, eps=25', 3],
    ['TEXT cpu_utilization=0.999999', 100],
    ['TEXT cpu_utilization=1.5', 100],
    ['TEXT cpu_utilization=5e-1', 1],
    ['TEXT cpu_utilization=.5', 1],
    ['TEXT cpu_utilization=0.30000000000000004', 3 / 7],
    ['TEXT named_metrics.kv/cache=0.016666666666666666, cpu_utilization=0.5', 1],
    ['JSON {"namedMetrics": {"requests_in_flight": 7}, "cpuUtilization": 0.2}', 7],
    ['JSON {"applicationUtilization": 0.5, "rpsFractional": 100, "eps": 25}', 3],
    ['TEXT named_metrics.requests_in_flight=9e60', 10_000],
    ['JSON {"named_metrics": {"requests_in_flight": 99999999}}', 10_000],
  ])('reads %s as %d requests in flight', (report, expected) => {
    expect(load(report)).toBeCloseTo(expected);
  });

  it.each([
    ['nothing'],
    ['TEXT '],
    ['TEXT mem_utilization=0.5'],
    ['TEXT cpu_utilization=0.5,cpu_utilization=0.1'],
    ['TEXT cpu_utilization=NaN'],
    ['TEXT cpu_utilization=Infinity'],
    ['TEXT cpu_utilization=-1'],
    ['TEXT cpu_utilization=0x10'],
    ['TEXT cpu_utilization=1e400'],
    ['JSON {"cpu_utilization": -1}'],
    ['JSON {"cpu_utilization": 1e300}'],
    ['JSON {"cpu_utilization": "0.5"}'],
    ['JSON [0.5]'],
    ['JSON null'],
    ['JSON {'],
    ['BIN CAESFA=='],
    [`TEXT cpu_utilization=0.5,${' '.repeat(1024)}`],
  ])('takes %j for no report', (report) => {
    expect(load(report)).toBeUndefined();
  });

  it('takes two reports for none: which one holds, nobody says', () => {
    expect(load('TEXT cpu_utilization=0.5', 'TEXT cpu_utilization=0.5')).toBeUndefined();
  });

  it('reads any utilization as programs write it', () => {
    const written = fc.double({ min: 1e-20, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(written, (busy) => {
        const expected = busy / (1 - busy);
        expect(load(`TEXT cpu_utilization=${busy}`)).toBe(expected);
        expect(load(`JSON {"cpu_utilization": ${busy}}`)).toBe(expected);
      }),
    );
  });

  it('gives a finite number, 0 or more, or nothing, for any text', () => {
    const reports = fc.oneof(
      fc.string(),
      fc.json().map((json) => `JSON ${json}`),
      fc.double().map((n) => `cpu_utilization=${n}`),
    );
    fc.assert(
      fc.property(reports, (report) => {
        const found = load(report);
        expect(found === undefined || (Number.isFinite(found) && found >= 0)).toBe(true);
      }),
    );
  });
});
