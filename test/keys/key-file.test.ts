import { describe, expect, it } from '@jest/globals';
import { readKeyFile } from '../../lib/keys/key-file.ts';

const KEY = 'abcdefghijklmnopqrstuvwxyz012345';

describe('readKeyFile', () => {
  it("reads API Gateway's columns in any order and case, and two of ours", () => {
    const text = `﻿key,NAME,enabled,UsagePlanIds,Plan,Expires,other\r\n${KEY},"Acme, Inc.",FALSE,"p1, p2",team,2030-01-31,x\r\n`;
    expect(readKeyFile(text, 'keys.csv')).toEqual([
      {
        name: 'Acme, Inc.',
        value: KEY,
        description: '',
        isEnabled: false,
        plans: ['team'],
        expiresAt: new Date('2030-01-31'),
      },
    ]);
  });

  it("takes API Gateway's ids of plans where a line names none of ours", () => {
    expect(readKeyFile(`Name,Key,UsagePlanIds,Plan\na,${KEY},"p1, p2",\n`, 'f')).toMatchObject([
      { plans: ['p1', 'p2'] },
    ]);
  });

  it('takes a key for enabled unless it says no', () => {
    expect(readKeyFile(`Name,Key\na,${KEY}\n`, 'f')).toMatchObject([{ isEnabled: true, plans: [] }]);
  });

  it.each([
    [`Name\na\n`, 'keys.csv:1 has no column "key"'],
    [`Name,Key\na,short\n`, 'keys.csv:2 has a key of 5 characters, expected 20 to 128'],
    [`Name,Key\na,${KEY}\nb,${KEY}\t${KEY}\n`, 'keys.csv:3 has a key of other characters'],
    [`Name\n`, 'keys.csv:1 has no column "key"'],
    [`\n`, 'keys.csv:1 is empty, expected at least the columns Name and Key'],
    [`Name,Key,KEY\na,${KEY},b\n`, 'keys.csv:1 has the column "key" twice'],
    [`Name,Key,Enabled\na,${KEY},no\n`, 'keys.csv:2 is enabled "no", expected true, false or nothing'],
    [`Name,Key,Expires\na,${KEY},soon\n`, 'keys.csv:2 expires at "soon", expected a date'],
    [`Name,Key,Expires\na,${KEY},90\n`, 'keys.csv:2 expires at "90", expected a date'],
    [`Name,Key,Expires\na,${KEY},01/02/2027\n`, 'keys.csv:2 expires at "01/02/2027", expected a date'],
    [`Name,Key,Expires\na,${KEY},2027-02-29\n`, 'keys.csv:2 expires at "2027-02-29", expected a date'],
    [`Name,Key\na,${KEY},more\n`, 'keys.csv:2 is no CSV'],
  ])('refuses %j by its line, and quotes no key', (text, message) => {
    const read = () => readKeyFile(text, 'keys.csv');
    expect(read).toThrow(message);
    expect(read).not.toThrow(KEY);
  });
});
