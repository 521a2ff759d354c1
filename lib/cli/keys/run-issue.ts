import { UserError } from '../../errors.ts';
import { type CountedBy, derivedKey } from '../../keys/derived-key.ts';
import { endOfKey } from '../../keys/end-of-key.ts';
import { accessGateway, type GatewayAccess } from '../../keys/gateway-access.ts';
import { issueKey } from '../../keys/issue-key.ts';
import { findPlan, type UsagePlan, usagePlans } from '../../keys/usage-plans.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printNote } from '../output.ts';
import type { IssueOptions } from './keys-options.ts';
import { printDerived, printIssued } from './print-issued.ts';

export async function runIssue(options: IssueOptions): Promise<ExitCode> {
  const { expires, metadata, description, format } = options;
  const counted = countedBy(options);
  const { consumer = counted === 'others' ? OTHERS : undefined } = options;
  if (consumer === undefined) throw new UserError('INVALID_OPTION', '--consumer is not given: say whose key it is');
  const access = await accessGateway(options);
  const plan = await planOf(access, options, counted);
  const derived = counted && (await derivedKey(access, counted, plan));
  const request = {
    ...{ plan, consumer, expiresAt: endOfKey(plan, new Date(), expires), metadata },
    ...(description !== undefined && { description }),
    ...(derived && { derived }),
  };
  const handOver: Parameters<typeof issueKey>[2] = (key) => {
    const until = key.expiresAt === undefined ? '' : ` until ${key.expiresAt.toISOString()}`;
    const what = `API key ${key.id} of plan ${key.plan} for ${key.consumer}${until}`;
    if (derived) printDerived(key, format);
    else printIssued(key, format);
    printNote(derived ? `${what} counts ${derived.from}; ${WORKS}` : `${what}: shown this once; ${WORKS}`);
  };
  await issueKey(
    access,
    request,
    handOver,
    derived ? { task: `issue ${plan.id} for ${derived.from}`.slice(0, 256) } : {},
  );
  return EXIT.ok;
}

const WORKS = 'in AWS it works within two minutes';
const OTHERS = 'callers without a key';

function countedBy({ issuer, subject, others = false }: IssueOptions): CountedBy | undefined {
  if ((issuer === undefined) !== (subject === undefined) || (others && issuer !== undefined))
    throw new UserError('INVALID_OPTION', 'expected --issuer and --subject together, or --others, or none of them');
  if (others) return 'others';
  return issuer === undefined || subject === undefined ? undefined : { issuer, subject };
}

async function planOf(
  access: GatewayAccess,
  { plan: name }: IssueOptions,
  counted: CountedBy | undefined,
): Promise<UsagePlan> {
  const named = name === undefined ? undefined : await findPlan(access, name);
  if (counted !== 'others') {
    if (named) return named;
    throw new UserError('INVALID_OPTION', '--plan is not given: name a usage plan of the document');
  }
  const plan = (await usagePlans(access)).find(({ isDefault }) => isDefault);
  if (plan === undefined)
    throw new UserError('PLAN_NOT_FOUND', `no usage plan of the stage "${access.stage}" is marked \`default: true\``);
  if (named && named.id !== plan.id)
    throw new UserError(
      'INVALID_OPTION',
      `--others are counted in the plan marked default, ${plan.name}, not in ${named.name}`,
    );
  return plan;
}
