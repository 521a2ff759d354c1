/** What AWS has against a command, as one clear line: asked for over real connections, of a server that answers as AWS does. */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { main } from '../../../lib/cli/main.ts';

const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'AKIACANARY',
  AWS_SECRET_ACCESS_KEY: 'secret-canary',
  AWS_REGION: 'us-east-1',
};

/** CloudFormation's errors by code. */
const errorXml = (code: string, message: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

let server: Server;
let endpoint = '';
let answer: readonly [status: number, body: string] = [500, ''];
const before = { ...process.env };

beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(answer[0], { 'content-type': 'text/xml' }).end(answer[1]));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  Object.assign(process.env, CREDENTIALS, { AWS_EC2_METADATA_DISABLED: 'true' });
});
afterAll(() => {
  process.env = before;
  server.close();
});

async function notes(args: readonly string[]): Promise<readonly [code: number, notes: string]> {
  let text = '';
  const write = process.stderr.write;
  process.stderr.write = (chunk) => {
    text += String(chunk);
    return true;
  };
  try {
    return [await main(args), text];
  } finally {
    process.stderr.write = write;
  }
}

describe('commands about what is deployed', () => {
  it.each([
    [
      'status',
      'ValidationError',
      'Stack with id Gatewright-prod does not exist',
      /there is no stack Gatewright-prod: .*--stack/,
    ],
    [
      'rollback',
      'AccessDenied',
      'User x is not authorized to perform: cloudformation:DescribeStacks',
      /AWS_DENIED: .*DescribeStacks/,
    ],
    ['prune', 'ExpiredToken', 'The security token is expired', /AWS_CREDENTIALS: .*have expired\): log in again/],
    [
      'rollback',
      'InvalidClientTokenId',
      'The security token is invalid',
      /AWS_CREDENTIALS: .*is invalid\): log in again/,
    ],
  ])('%s: say in one line what %s means', async (command, code, message, expected) => {
    answer = [400, errorXml(code, message)];
    const [exit, text] = await notes([command, '--stage', 'prod', '--endpoint', endpoint]);
    expect([exit, text.trim().split('\n')]).toEqual([1, [expect.any(String)]]);
    expect(text).toMatch(expected);
    expect(text).not.toMatch(/canary/i);
  });

  it('leave nothing on the streams of the process, however many run in one', async () => {
    const before = process.stderr.listenerCount('error');
    await notes(['status', 'absent.yaml', '--stage', 'prod', '--endpoint', endpoint]);
    expect(process.stderr.listenerCount('error')).toBe(before);
  });

  it('say what is wrong with the file before they ask anybody', async () => {
    const [exit, text] = await notes(['status', 'absent.yaml', '--stage', 'prod', '--endpoint', endpoint]);
    expect([exit, text]).toEqual([1, expect.stringContaining('DOCUMENT_NOT_FOUND')]);
  });

  it.each([['--stage', 'a b'], ['--stage', 'prod', '--keep', '0'], []])(
    'refuse the command line %j',
    async (...args) => {
      const [exit] = await notes(['prune', ...args]);
      expect(exit).toBe(2);
    },
  );
});
