import { UserError } from '../errors.ts';

const EXPIRED = /^(?:ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/;
const INVALID =
  /^(?:InvalidClientTokenId|UnrecognizedClientException|InvalidSignatureException|SignatureDoesNotMatch|MissingAuthenticationToken(?:Exception)?)$/;
const DENIED = /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError)$/;
const BUSY = /^(?:Throttling|ThrottlingException|TooManyRequestsException)$/;
/** A signature holds for five minutes, before and after. */
const OTHER_TIME = /^(?:RequestExpired|RequestTimeTooSkewed)\b|Signature (?:expired|not yet current)/;
const NO_CONNECTION = /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|TimeoutError)$/;

const ELSEWHERE = 'check --endpoint; the local gateway knows no stacks, name its API with --api';

/**
 * What AWS, or the way there, has against a call, as a user's own trouble; anything else is thrown on as it is.
 * @param profile whose credentials were looked for. @default that of the environment
 */
export function awsFailure(doing: string, error: unknown, profile = process.env.AWS_PROFILE): unknown {
  if (!(error instanceof Error)) return error;
  const refusal = (code: ConstructorParameters<typeof UserError>[0], found: string, advice: string) =>
    new UserError(code, `cannot ${doing} (${found}): ${advice}`, { cause: error });
  const { name, message } = error;
  const said = sentence(error);
  if (/Region is missing/.test(message)) return refusal('INVALID_OPTION', 'no Region is set', 'say --region');
  const region = /^Region not accepted: region=(".*") is not/.exec(message)?.[1];
  if (region !== undefined) return refusal('INVALID_OPTION', `${region} is no Region`, 'correct AWS_REGION');
  if (textOf(error, 'code') === 'ERR_INVALID_URL')
    return refusal('INVALID_OPTION', `${JSON.stringify(textOf(error, 'input'))} is no URL`, 'correct AWS_ENDPOINT_URL');
  if (OTHER_TIME.test(said)) return refusal('AWS_REFUSED', said, 'set the clock of this machine');
  const credentials = aboutCredentials(error, profile);
  if (credentials !== undefined) return refusal('AWS_CREDENTIALS', ...credentials);
  if (DENIED.test(name)) return refusal('AWS_DENIED', said, 'ask for the right to do it, or use another AWS_PROFILE');
  if (BUSY.test(name)) return refusal('AWS_REFUSED', said, 'try again in a minute');
  if (/parse error|Deserialization error/.test(message))
    return refusal('AWS_REFUSED', 'what answers is no AWS service', ELSEWHERE);
  const code = textOf(error, 'code');
  if (NO_CONNECTION.test(code || name))
    return refusal('AWS_UNREACHABLE', code || said, 'check --region, --endpoint and the network');
  return '$metadata' in error ? refusal('AWS_REFUSED', said, 'check --stage, --stack, --api and --region') : error;
}

/** Without the lines after it: of a wrong signature AWS quotes the whole request, its session token as well. */
const sentence = ({ name, message }: Error): string => `${name}: ${message.split('\n', 1)[0]}`;

const textOf = (error: Error, name: 'code' | 'input' | 'path'): string => {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
};

const LOG_IN = 'log in (`aws sso login`), or set AWS_PROFILE';
const LOG_IN_AGAIN = 'log in again (`aws sso login`), or use another AWS_PROFILE';

/** What was found of them, and what to do; `undefined`: the error is about something else. */
function aboutCredentials(error: Error, profile?: string): readonly [found: string, advice: string] | undefined {
  const { name, message } = error;
  // Not its message: it may quote what a `credential_process` has written.
  if (/^(?:CredentialsProviderError|TokenProviderError)$/.test(name)) return [absence(message, profile), LOG_IN];
  if (EXPIRED.test(name) || (name === 'UnrecognizedClientException' && /expired/i.test(message)))
    return ['the credentials have expired', LOG_IN_AGAIN];
  if (INVALID.test(name)) return [sentence(error), LOG_IN_AGAIN];
  const path = textOf(error, 'path');
  // A call reads no other files than those that credentials are in, such as the token of a job of CI.
  return path === '' ? undefined : [`${path} cannot be read: ${textOf(error, 'code')}`, LOG_IN];
}

function absence(message: string, profile: string | undefined): string {
  if (/SSO/.test(message))
    return `the SSO session${profile ? ` of the profile "${profile}"` : ''} is over or was never begun`;
  const what = /expired/i.test(message) ? 'only credentials that have expired' : 'no credentials';
  return `${what} were found${profile ? ` for the profile "${profile}"` : ''}`;
}
