import { UserError } from '../errors.ts';

/** Calls AWS; what it refuses or cannot be asked becomes one line that says what to do. */
export async function askAws<Answer>(what: string, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error;
    const advice = adviceOn(error);
    // A bug of ours has no place in AWS's list of errors.
    if (advice === undefined) throw error;
    throw new UserError('AWS_REFUSED', `cannot ${what} (${error.name}: ${firstLine(error.message)}): ${advice}`, {
      cause: error,
    });
  }
}

const ADVICE: Readonly<Record<string, string>> = {
  CredentialsProviderError:
    'give credentials as for the AWS CLI (AWS_PROFILE, aws sso login), or --endpoint for a local gateway',
  ExpiredTokenException: 'the credentials have expired: log in again',
  ExpiredToken: 'the credentials have expired: log in again',
  UnrecognizedClientException: 'AWS does not know these credentials: check AWS_PROFILE and the account',
  InvalidSignatureException: 'the secret key is not that of the access key: check the credentials',
  AccessDeniedException: 'the role or user lacks this right: ask for it, or use another profile',
  UnauthorizedException: 'the role or user lacks this right: ask for it, or use another profile',
  ResourceNotFoundException: 'check --api, --stage and --region: the table of that gateway is not there',
  TooManyRequestsException: 'the account’s control plane is busy: run the command again, it goes on where it stopped',
  TimeoutError: 'run the command again, it goes on where it stopped',
};

function adviceOn(error: Error): string | undefined {
  const known = ADVICE[error.name];
  if (known !== undefined) return known;
  if ('code' in error && typeof error.code === 'string')
    return 'check the network and --endpoint; run the command again, it goes on where it stopped';
  if (/region is missing/i.test(error.message)) return 'name it with --region or AWS_REGION';
  return '$metadata' in error ? 'see what AWS says; run the command again, it goes on where it stopped' : undefined;
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
