import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createSecretsClient } from '../../../lambdas/adapters/secrets-client.ts';
import { startSecretsService } from '../../../lib/local/secrets/start-secrets-service.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const file = join(temporaryFolder(), 'secrets.json');
const lines: string[] = [];
const service = await startSecretsService({ file, onLog: (line) => lines.push(line) });
afterAll(() => service.close());

const NOW = 1_800_000_000_000;
const read = (name: string) =>
  createSecretsClient({ AWS_ENDPOINT_URL_SECRETS_MANAGER: service.endpoint }).read(name, NOW);

describe('startSecretsService', () => {
  it('serves texts, and objects as JSON, and takes an edit for a new version', async () => {
    writeFileSync(file, JSON.stringify({ token: 'one', client: { client_id: 'a' } }));
    const first = await read('token');
    expect([first.text, (await read('client')).text]).toEqual(['one', '{"client_id":"a"}']);
    writeFileSync(file, JSON.stringify({ token: 'two' }));
    const next = await read('token');
    expect(next.text).toBe('two');
    expect(next.version).not.toBe(first.version);
  });

  it('says which secret is not there, and where it belongs', async () => {
    writeFileSync(file, '{}');
    await expect(read('toString')).rejects.toThrow('ResourceNotFoundException');
    expect(lines.at(-1)).toBe(`secret toString is not in ${file}: add it there, as "toString": "…"`);
  });

  it('says that the file is no JSON, without a word of it', async () => {
    writeFileSync(file, '{ "token": hunter2');
    await expect(read('token')).rejects.toThrow();
    expect(lines).toContain(`${file} cannot be read: it is not JSON`);
    expect(lines.join()).not.toContain('hunter2');
  });

  it('answers no web page', async () => {
    const headers = { origin: 'http://127.0.0.1:3000', 'x-amz-target': 'secretsmanager.GetSecretValue' };
    const answer = await fetch(service.endpoint, { method: 'POST', headers, body: '{"SecretId":"token"}' });
    expect(answer.status).toBe(403);
  });
});
