import { UserError } from '../errors.ts';

const EXPIRED = /^(?:ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/;
const INVALID =
  /^(?:InvalidClientTokenId|UnrecognizedClientException|InvalidSignatureException|SignatureDoesNotMatch)$/;
const DENIED = /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError)$/;
const BUSY = /^(?:Throttling|ThrottlingException|TooManyRequestsException)$/;
const NO_CONNECTION = /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|TimeoutError)$/;

const ELSEWHERE = 'check --endpoint; the local gateway knows no stacks, name its API with --api';

/** What AWS, or the way there, has against a call, as a user's own trouble; anything else is thrown on as it is. */
export function awsFailure(doing: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const refusal = (code: ConstructorParameters<typeof UserError>[0], found: string, advice: string) =>
    new UserError(code, `cannot ${doing} (${found}): ${advice}`, { cause: error });
  const { name, message } = error;
  const said = `${name}: ${message}`;
  if (/Region is missing/.test(message)) return refusal('INVALID_OPTION', 'no Region is set', 'say --region');
  const credentials = aboutCredentials(error);
  if (credentials !== undefined) return refusal('AWS_CREDENTIALS', ...credentials);
  if (DENIED.test(name)) return refusal('AWS_DENIED', said, 'ask for the right to do it, or use another AWS_PROFILE');
  if (BUSY.test(name)) return refusal('AWS_REFUSED', said, 'try again in a minute');
  if (/parse error|Deserialization error/.test(message))
    return refusal('AWS_REFUSED', 'what answers is no AWS service', ELSEWHERE);
  const code = codeOf(error);
  if (NO_CONNECTION.test(code || name))
    return refusal('AWS_UNREACHABLE', code || said, 'check --region, --endpoint and the network');
  return '$metadata' in error ? refusal('AWS_REFUSED', said, 'check --stage, --stack, --api and --region') : error;
}

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/** What was found of them, and what to do; `undefined`: the error is about something else. */
function aboutCredentials({ name, message }: Error): readonly [found: string, advice: string] | undefined {
  if (/^(?:CredentialsProviderError|TokenProviderError)$/.test(name)) {
    const expired = /expired/i.test(message);
    return [expired ? message : 'no credentials were found', 'log in (`aws sso login`), or set AWS_PROFILE'];
  }
  if (EXPIRED.test(name) || (name === 'UnrecognizedClientException' && /expired/i.test(message)))
    return ['the credentials have expired', 'log in again (`aws sso login`)'];
  return INVALID.test(name) ? [`${name}: ${message}`, 'use credentials of this account'] : undefined;
}
