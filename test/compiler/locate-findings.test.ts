import { describe, expect, it } from '@jest/globals';
import { locateFindings } from '../../lib/compiler/locate-findings.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';

const messageOf = (message: string) =>
  locateFindings(parseDocument('a.json', '{}'), [{ rule: 'x-gateway', severity: 'error', pointer: '', message }])[0]
    ?.message;

describe('locateFindings', () => {
  it('lets no name of a document break a line or drive a terminal', () => {
    expect(messageOf('a "b\n\u001b[2Jc"')).toBe('a "b\\u000a\\u001b[2Jc"');
  });

  it('keeps what is wrong and what to do of a message that quotes a very long name', () => {
    const message = messageOf(`key "${'k'.repeat(1_000_000)}" is unknown, remove it`);
    expect(message).toMatch(/^key "k+ … k+" is unknown, remove it$/);
    expect(message?.length).toBeLessThan(1000);
  });
});
