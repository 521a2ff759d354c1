/** Option values as commander's parsers: what cannot be one is refused as a wrong command line (exit 2). */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { STAGE_NAME } from '../constructs/stage-name.ts';
import { BEHAVIOUR_VALUES, type Behaviour, readBehaviour } from '../local/behaviour.ts';

export const backendOption = () =>
  new Option('--backend <url>', "server that takes the place of every backend's targets (repeatable)")
    .argParser(parseUrls)
    .default([], "the document's");

export const overlayOption = () =>
  new Option('--overlay <file>', 'OpenAPI Overlay applied to the document (repeatable, in this order)')
    .argParser(gather)
    .default([], 'none');

export const allowUrlOption = () =>
  new Option('--allow-url <url>', 'https URL at and below which references may be followed (repeatable)')
    .argParser(parseAllowedUrls)
    .default([], 'none');

export const issuerOption = () =>
  new Option(
    '--issuer <url>',
    'issuer of the token schemes that name none, for tokens of any audience; a stack has the prop issuers',
  ).argParser(parseIssuer);

export const resourceQuotaOption = () =>
  new Option(
    '--resource-quota <n>',
    'resources that an API may have, where AWS raised the account\'s quota "Resources per API"; default: 300',
  ).argParser(parseCount);

export const secretsOption = () =>
  new Option(
    '--secrets <file>',
    'development secrets, JSON: names → texts or objects; AWS_ENDPOINT_URL_SECRETS_MANAGER goes before it',
  ).default(undefined, 'secrets.json in the state folder');

/** What decides how a document is read and compiled, wherever one is named. */
export const documentOptions = (command: Command): Command =>
  command
    .addOption(overlayOption())
    .addOption(backendOption())
    .addOption(allowUrlOption())
    .addOption(issuerOption())
    .addOption(resourceQuotaOption());

const gather = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

export const endpointOption = (description: string) =>
  new Option('--endpoint <from=to>', `${description} (repeatable)`).argParser(parseEndpoints).default({}, 'none');

export const behaviourOption = () =>
  new Option(
    '--behaviour <name=value>',
    'what AWS leaves undocumented (repeatable; names and values in docs/local-api-gateway.md)',
  )
    .argParser(parseBehaviour)
    .default({}, 'the likeliest');

/** Repeatable: gathers the switches of the local API Gateway. */
function parseBehaviour(value: string, earlier: Partial<Behaviour>): Partial<Behaviour> {
  const setting = readBehaviour(value);
  if (setting !== undefined) return { ...earlier, ...setting };
  const known = Object.entries(BEHAVIOUR_VALUES).map(([name, words]) => `${name}=${words.join('|') || 'NUMBER'}`);
  throw new InvalidArgumentError(`expected one of ${known.join(', ')}`);
}

export function parseCount(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('expected a whole number above 0');
  return Number(value);
}

export function parsePort(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new InvalidArgumentError('expected a port, 0 (any free one) to 65535');
  return port;
}

/** Repeatable: gathers absolute http(s) URLs. */
export function parseUrls(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, parseUrl(value)];
}

/** As it is: tokens are compared with it exactly. */
function parseIssuer(value: string): string {
  parseUrl(value);
  return value;
}

/** Repeatable: gathers https URLs, normalized. */
export function parseAllowedUrls(value: string, earlier: readonly string[]): readonly string[] {
  const url = URL.parse(value);
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '') {
    throw new InvalidArgumentError('expected an https URL without query, such as https://schemas.example.com/v1');
  }
  return [...earlier, url.href];
}

/** Repeatable: gathers `FROM=TO`, both absolute http(s) URLs. */
export function parseEndpoints(
  value: string,
  earlier: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [, from, to] = /^(.+?)=(https?:.+)$/i.exec(value) ?? [];
  if (from === undefined || to === undefined) throw new InvalidArgumentError('expected FROM=TO, two URLs');
  return { ...earlier, [parseUrl(from)]: parseUrl(to) };
}

export function parseStage(value: string): string {
  if (!STAGE_NAME.test(value)) throw new InvalidArgumentError('expected letters, digits, - and _ only');
  return value;
}

export function parseUrl(value: string): string {
  const url = URL.parse(value);
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new InvalidArgumentError('expected an http(s) URL without query, such as http://127.0.0.1:4000');
  }
  return value.replace(/\/+$/, '');
}
