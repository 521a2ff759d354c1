import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createSecretsClient } from '../../../lambdas/adapters/secrets-client.ts';
import { startSecretsManager } from '../../support/start-secrets-manager.ts';
import { deadTarget } from '../../support/start-target.ts';

const now = 1_800_000_000_000;
const at = (minutes: number) => now + minutes * 60_000;

const manager = await startSecretsManager();

function open(secrets: Readonly<Record<string, string>> = { password: 'hunter2' }) {
  manager.reset(secrets);
  const environment = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key' };
  const client = createSecretsClient({ ...environment, AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint });
  return { read: async (name: string, when: number) => (await client.read(name, when)).text };
}

describe('createSecretsClient', () => {
  it('signs its calls, and makes one for many who ask at a time', async () => {
    const { read } = open();
    const all = await Promise.all(Array.from({ length: 20 }, () => read('password', now)));
    expect(new Set(all)).toEqual(new Set(['hunter2']));
    expect(manager.asked).toEqual(['password']);
    expect(manager.authorizations[0]).toMatch(
      /^AWS4-HMAC-SHA256 Credential=id\/\d{8}\/eu-central-1\/secretsmanager\/aws4_request,/,
    );
  });

  it('reads binary secrets as the text they hold', async () => {
    const { read } = open();
    manager.put('pem', new TextEncoder().encode('-----BEGIN …'));
    expect(await read('pem', now)).toBe('-----BEGIN …');
  });

  it('never gives one that is older than five minutes, and does not let a busy instance wait for the next', async () => {
    const { read } = open();
    await read('password', now);
    manager.put('password', 'rotated');
    expect(await read('password', at(3.9))).toBe('hunter2');
    expect(manager.asked).toHaveLength(1);
    // Asked for beside the request; who comes after that has it.
    expect(await read('password', at(4))).toBe('hunter2');
    while ((await read('password', at(4.1))) !== 'rotated') await turn();
    manager.put('password', 'rotated again');
    expect(await read('password', at(9.1))).toBe('rotated again');
    expect(manager.asked).toHaveLength(3);
  });

  it('goes on with what it has while Secrets Manager fails, and asks at most every 10 s', async () => {
    const { read } = open();
    await read('password', now);
    manager.fail(500);
    expect(await read('password', at(60))).toBe('hunter2');
    expect(await read('password', at(60) + 9_999)).toBe('hunter2');
    expect(manager.asked).toHaveLength(2);
    manager.fail(undefined);
    manager.put('password', 'rotated');
    expect(await read('password', at(60) + 10_000)).toBe('rotated');
  });

  it('says which secret it cannot have and why, without a word of what the service said', async () => {
    const { read } = open({});
    await expect(read('missing', now)).rejects.toThrow('secret missing: ResourceNotFoundException');
    manager.fail(500);
    await expect(read('other', now)).rejects.toThrow(/^secret other: InternalServiceError$/);
    const dead = createSecretsClient({ AWS_ENDPOINT_URL_SECRETS_MANAGER: await deadTarget() });
    await expect(dead.read('any', now)).rejects.toMatchObject({ name: 'SecretUnavailable', secret: 'any' });
  });

  it('asks for one it never had at most once a second', async () => {
    const { read } = open({});
    await expect(read('late', now)).rejects.toThrow();
    manager.put('late', 'there');
    await expect(read('late', now + 999)).rejects.toThrow('ResourceNotFound');
    expect(await read('late', now + 1000)).toBe('there');
  });
});
