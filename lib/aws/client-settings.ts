import { UserError } from '../errors.ts';

export interface Place {
  /** Default: as the AWS CLI has it. */
  readonly region?: string | undefined;
  /** Another place than AWS that answers for all of its services, such as the local gateway. */
  readonly endpoint?: string | undefined;
}

/** Where an AWS SDK's client asks, and as whom: the local gateway takes any credentials, and needs no Region to be set. */
export function clientSettings({ region, endpoint }: Place) {
  if (endpoint !== undefined && !URL.canParse(endpoint)) throw wrong('endpoint', endpoint, 'a URL');
  if (region !== undefined && !/^[a-z0-9-]+$/.test(region)) throw wrong('region', region, 'one such as eu-west-1');
  const local = { region: region ?? 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  return {
    retryMode: 'adaptive',
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint, ...local }),
  };
}

const wrong = (option: string, found: string, expected: string): UserError =>
  new UserError('INVALID_OPTION', `--${option} is ${JSON.stringify(found)}, expected ${expected}: correct it`);
