import { accessGateway } from '../../keys/gateway-access.ts';
import { issueKey } from '../../keys/issue-key.ts';
import { findPlan } from '../../keys/usage-plans.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printNote } from '../output.ts';
import type { IssueOptions } from './keys-options.ts';
import { printIssued } from './print-issued.ts';

export async function runIssue(options: IssueOptions): Promise<ExitCode> {
  const access = await accessGateway(options);
  const { consumer, expires, metadata, description, format } = options;
  const plan = await findPlan(access, options.plan);
  const request = { plan, consumer, expiresAt: expires, metadata, ...(description !== undefined && { description }) };
  await issueKey(access, request, (key) => {
    printIssued(key, format);
    const until = key.expiresAt === undefined ? '' : ` until ${key.expiresAt.toISOString()}`;
    printNote(`API key ${key.id} of plan ${key.plan} for ${key.consumer}${until}: shown this once; ${WORKS}`);
  });
  return EXIT.ok;
}

const WORKS = 'in AWS it works within two minutes';
